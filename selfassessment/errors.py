"""Refusals of this room, each with what a page needs to tell it."""


class FrameworkTakenError(Exception):
    """The framework cannot be added: its key is the portal's own, or its version is there with other words, or old."""

    def __init__(self, code: str, number: int = 0) -> None:
        super().__init__(code)
        self.code, self.number = code, number


class NoFrameworkError(Exception):
    """No framework is chosen for the year."""


class JointReviewError(Exception):
    """The partnership delivers a Local Area Agreement: its year rests on a joint review, not on a self-assessment."""


class CompletedError(Exception):
    """The assessment is completed: its answers stand."""


class NothingToCompleteError(Exception):
    """No theme has enough answers to show."""


class ReopenedError(Exception):
    """Somebody opened the completed assessment again already."""
