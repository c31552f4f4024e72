"""Refusals of this room, each with what a page needs to tell it."""

from collections.abc import Sequence
from datetime import datetime


class FrameworkTakenError(Exception):
    """The framework cannot be added: its key is the portal's own, or its version is there with other words, or old."""

    def __init__(self, code: str, number: int = 0) -> None:
        super().__init__(code)
        self.code, self.number = code, number


class NoFrameworkError(Exception):
    """No framework is chosen for the year."""


class AnswersChangedError(Exception):
    """Somebody has changed an answer, or its evidence, since the person looked through them all."""


class JointReviewError(Exception):
    """The partnership delivers a Local Area Agreement: its year rests on a joint review, not on a self-assessment."""


class CompletedError(Exception):
    """The assessment is completed: its answers stand."""


class NothingToCompleteError(Exception):
    """No theme has enough answers to show."""


class ReopenedError(Exception):
    """Somebody opened the completed assessment again already."""


class NotCompletedError(Exception):
    """Nothing of the partnership was completed yet, so there are no themes to act on."""


class NoSuchThemeError(Exception):
    """The framework has no such theme."""


class ActionChangedError(Exception):
    """Somebody changed the action, or gave it up, since the person saw it."""


class NotJointError(Exception):
    """The partnership delivers no Local Area Agreement: its year rests on a self-assessment, not on a joint review."""


class OtherCompletionError(Exception):
    """A completion of the other kind stands for the partnership; the manager opens it again first."""


class ReviewChangedError(Exception):
    """Somebody has written this part of the review since the person saw it."""


class TooManyImprovementsError(Exception):
    """A review names one or two key improvements; a third is refused."""


class IncompleteReviewError(Exception):
    """The review cannot be completed; `lacks` says why, as codes of rules.reviewing."""

    def __init__(self, lacks: Sequence[str]) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = tuple(lacks)


class PartnerAskedError(Exception):
    """At this address another organisation, or somebody of another name, was asked already."""

    def __init__(self, organisation: str) -> None:
        super().__init__(organisation)
        self.organisation = organisation


class TooManyPartnersError(Exception):
    """As many partners were asked as can be, those taken off among them."""


class PartnerChangedError(Exception):
    """Somebody sent the partner a fresh link meanwhile."""


class AskedLatelyError(Exception):
    """The partner was sent a link a moment ago; the next can go `again_at`."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(again_at)
        self.again_at = again_at


class PartnerTakenOffError(Exception):
    """The partner was taken off."""


class FinishedError(Exception):
    """The partner has said that it has finished."""


class TooMuchEvidenceError(Exception):
    """There is as much evidence beside the statement as there can be."""


class TooManyFilesError(Exception):
    """A partner has added as many files by its link as it can, those removed of late among them."""
