"""Tables of self-assessment, one noun a file."""

from selfassessment.models.framework import ChosenFramework, Framework, FrameworkVersion, Statement

__all__ = ["ChosenFramework", "Framework", "FrameworkVersion", "Statement"]
