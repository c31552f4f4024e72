"""Refusals of this room."""


class LockLostError(Exception):
    """The connection that held a worker's lock is gone: not one message more may be sent by it."""


class NotDoubtfulError(Exception):
    """Whether the message arrived is not, or no longer, a question: somebody was first."""


class SecretGoneError(Exception):
    """The message had a code, which nobody knows any more: it cannot be sent again."""


class ChoicesChangedError(Exception):
    """Somebody else chose for the programme since the page was opened."""


class SummariesFailedError(Exception):
    """So many people's summaries did not go; what was kept for them is kept still."""


class PlanChangedError(Exception):
    """Somebody else changed when reminders go since the page was opened."""
