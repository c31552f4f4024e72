"""Refusals of this room, each with what a page needs to tell it."""


class FrameworkTakenError(Exception):
    """The framework cannot be added: its key is the portal's own, or its version is there with other words, or old."""

    def __init__(self, code: str, number: int = 0) -> None:
        super().__init__(code)
        self.code, self.number = code, number


class ChoiceChangedError(Exception):
    """Somebody chose another framework for the year meanwhile."""
