"""Tables of self-assessment, one noun a file."""

from selfassessment.models.assessment import AgreedAnswer, Assessment
from selfassessment.models.completion import CompletedAnswer, Completion, ThemeScore
from selfassessment.models.framework import ChosenFramework, Framework, FrameworkVersion, Statement

__all__ = [
    "AgreedAnswer",
    "Assessment",
    "ChosenFramework",
    "CompletedAnswer",
    "Completion",
    "Framework",
    "FrameworkVersion",
    "Statement",
    "ThemeScore",
]
