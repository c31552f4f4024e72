"""The links at the foot of messages: one to choose which of them come, one to leave what one subscribed to.

Neither is used up: both may be opened again, and doing the same twice has one effect. They end by time or when revoked.
"""

from datetime import timedelta

from accounts.rules.purposes import register

CHOOSING = register("accounts.message_choices", lifetime=timedelta(days=90))
LEAVING = register("accounts.unsubscribe", lifetime=timedelta(days=400))
KIND = "kind:"


def subject_of(kind: str) -> str:
    """What a link to leave a kind of message is about."""
    return KIND + kind


def kind_in(subject: str) -> str:
    """The kind of message that a link is to leave."""
    return subject.removeprefix(KIND)
