"""Tables of self-assessment, one noun a file."""

from selfassessment.models.action import Action
from selfassessment.models.assessment import AgreedAnswer, Assessment
from selfassessment.models.completion import CompletedAnswer, Completion, ThemeScore
from selfassessment.models.evidence import CompletedEvidence, Evidence
from selfassessment.models.framework import ChosenFramework, Framework, FrameworkVersion, Statement
from selfassessment.models.partner import CompletedPartner, Partner, PartnerAnswer
from selfassessment.models.review import (
    CompletedFinding,
    CompletedImprovement,
    CompletedReview,
    JointReview,
    ReviewFinding,
    ReviewImprovement,
)

__all__ = [
    "Action",
    "AgreedAnswer",
    "Assessment",
    "ChosenFramework",
    "CompletedAnswer",
    "CompletedEvidence",
    "CompletedFinding",
    "CompletedImprovement",
    "CompletedPartner",
    "CompletedReview",
    "Completion",
    "Evidence",
    "Framework",
    "FrameworkVersion",
    "JointReview",
    "Partner",
    "PartnerAnswer",
    "ReviewFinding",
    "ReviewImprovement",
    "Statement",
    "ThemeScore",
]
