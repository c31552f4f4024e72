"""Refusals of this room, each with what a page needs to tell it."""

from collections.abc import Sequence
from datetime import datetime

from projects.rules.submission import WhyNot


class ProjectChangedError(Exception):
    """Somebody saved the project after the page was opened."""


class ProjectSubmittedError(Exception):
    """What is submitted cannot be written on, shared anew or submitted again."""


class NotSubmittedError(Exception):
    """There is no standing submission to withdraw."""


class NotReadyError(Exception):
    """It cannot be submitted now; `reasons` say why, in the order in which they are mended."""

    def __init__(self, reasons: Sequence[WhyNot]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = tuple(reasons)


class SubmissionClosedError(Exception):
    """Submission has closed for this partnership."""


class SealedError(Exception):
    """The year's grants are decided."""


class EndorsementDecidedError(Exception):
    """The champion's word is given already; or nobody asks for it any longer."""


class NobodyToShareWithError(Exception):
    """None of the partnerships named belongs to the locality, or nobody was named."""


class ClosureError(Exception):
    """Submission is closed already, or open already."""


class AdmissionError(Exception):
    """Submission has not closed yet, or the moment named lies behind."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class BasisError(Exception):
    """A project cannot rest on this; `reason` is a code of `rules.basis.WhyNotThese`, or `not_standing`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
