"""How a job may end other than well."""

from typing import Any


class JobCancelledError(Exception):
    """The owner asked the job to stop."""


class JobFailedError(Exception):
    """The job cannot be done, for a reason that its page explains: a code and its facts (JSON)."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
