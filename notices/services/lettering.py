"""What of the claimed still goes, and how it travels: links are made, words written, addresses packed."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from notices.errors import LockLostError
from notices.models import Message
from notices.rules.kinds import known
from notices.rules.makers import can_be_made_together, make_links_of_many
from notices.selectors.choices import gone_among, suppressed_among
from notices.selectors.writing import Writer
from notices.services.carrying import Carrier
from notices.services.claiming import Mark, Worker

State = Message.State
LOST = (LockLostError, OperationalError, InterfaceError)
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Letter:
    """A message and how it travels; without a parcel its links are made when it goes."""

    message: Message
    parcel: Any = None


class Desk:
    """Where one worker writes; what cannot or should not go is marked here."""

    def __init__(self, worker: Worker, by: Carrier, clock: Clock) -> None:
        self.worker, self.carrier, self.clock = worker, by, clock
        self.writer = Writer()

    def letters(self, claimed: Sequence[int]) -> list[Letter]:
        """Letters of those messages that should still go; the others are marked."""
        messages = list(Message.objects.filter(pk__in=claimed).prefetch_related("mailing"))
        messages.sort(key=lambda message: (message.next_attempt_at, message.pk))
        suppressed = suppressed_among([message.to for message in messages])
        gone = gone_among([message.person_id for message in messages])
        going = [message for message in messages if self._still_goes(message, suppressed, gone)]
        made = self._links_of(going)
        letters = [self._letter(message, made.get(message.pk)) for message in going]
        return [letter for letter in letters if letter]

    def _still_goes(self, message: Message, suppressed: Container[str], gone: Container[int | None]) -> bool:
        try:
            reason = why_not(message, suppressed, gone)
        except LOST:
            raise
        except Exception as error:
            self.fail(message, error)
            return False
        if reason:
            self.worker.mark([Mark(message.pk, State.DROPPED, reason)])
        return not reason

    def _links_of(self, messages: Sequence[Message]) -> dict[int, dict[str, str]]:
        """Links that can be made together, of a whole batch; those of the others are made when each goes."""
        together = [message for message in messages if can_be_made_together(message.links)]
        try:
            with transaction.atomic():
                made = make_links_of_many([message.links for message in together], self.clock())
        except LOST:
            raise
        except Exception:  # one of them cannot be made: it will fail when it goes, alone
            return {}
        return {message.pk: links for message, links in zip(together, made, strict=True)}

    def _letter(self, message: Message, links: Mapping[str, str] | None) -> Letter | None:
        if message.links and links is None:
            return Letter(message)
        try:
            return Letter(message, self.pack(message, links or {}))
        except Exception as error:
            self.fail(message, error)
            return None

    def fail(self, message: Message, error: Exception) -> None:
        """One message that cannot be written must not keep the others."""
        self.worker.mark([Mark(message.pk, State.FAILED, type(error).__name__)])

    def pack(self, message: Message, secrets: Mapping[str, str]) -> Any:
        """A message with its secrets in it, as the carrier takes it; raises ValueError when no server would."""
        return self.carrier.pack(self.writer.write(message, secrets))


def why_not(message: Message, suppressed: Container[str], gone: Container[int | None] = ()) -> str:
    """Why a message should no longer go, asked moments before it does; nothing when it should. Whose account was closed
    has nothing to do here any more, and hears of the account alone."""
    kind = known.get(message.kind)
    if message.mailing and message.mailing.cancelled_at:
        return "cancelled"
    if message.to.lower() in suppressed and not (kind and kind.is_asked_for):
        return "suppressed"
    if kind and kind.can_be_chosen and message.person_id in gone:
        return "nothing_to_do"
    return "nothing_to_do" if kind and kind.matters and not kind.matters(message.about) else ""
