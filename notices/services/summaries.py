"""One email a day: what was kept for somebody goes together, each working morning, as far as it still matters."""

import logging
import secrets as randomness
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from string import ascii_lowercase
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from notices.errors import SummariesFailedError
from notices.models import Message
from notices.notifications.kinds import SUMMARY
from notices.rules.fate import Fate, Problem
from notices.rules.kinds import known
from notices.rules.layout import without_foot, without_greeting
from notices.rules.secrets import placeholders
from notices.rules.streams import CHOICES, CHOICES_MAKER
from notices.rules.working_days import is_working_day, london_day
from notices.selectors.bank_holidays import bank_holidays
from notices.selectors.choices import Recipient, fates_for
from notices.services.ringing import ring_on_commit
from notices.services.rows import Page, written_row

State = Message.State
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Part:
    """One message in a summary: what it said, with the places of its links under names of their own."""

    subject: str
    text: str
    links: Mapping[str, Mapping[str, Any]]


def send_summaries(*, at: datetime) -> int:
    """Send everybody theirs on a working day; returns how many go. Run again, it finds nothing left.

    One person's trouble keeps nobody else's: raises SummariesFailedError at the end, when there was any.
    """
    if not is_working_day(london_day(at), bank_holidays()):
        return 0
    people = Message.objects.filter(state=State.HELD).order_by("person").values_list("person", flat=True).distinct()
    sent, failed = 0, 0
    for person_id in list(people):
        try:
            sent += sum_up(person_id=person_id, at=at) is not None
        except Exception:
            failed += 1
            logger.exception("The summary of person %s did not go", person_id)
    if failed:
        raise SummariesFailedError(failed)
    return sent


@transaction.atomic
def sum_up(*, person_id: int, at: datetime) -> Message | None:
    """Put what is kept for one person into one message; None when nothing of it matters any more. Of two at once, the
    second finds nothing kept."""
    kept = Message.objects.select_for_update(of=("self",)).filter(person=person_id, state=State.HELD)
    messages = list(kept.select_related("mailing").order_by("queued_at", "pk"))
    person = get_user_model().objects.get(pk=person_id)
    going = [message for message in messages if matters(message, person)]
    drop([message for message in messages if message not in going], Problem.NOTHING_TO_DO)
    if not going:
        return None
    [fate] = fates_for(SUMMARY.name, [Recipient(person.email, person.pk)], None)
    if fate.problem:
        drop(going, fate.problem)
        return None
    summary = _write(person, going, fate, at)
    Message.objects.filter(pk__in=[message.pk for message in going]).update(
        state=State.DROPPED, problem=Problem.SUMMED_UP, summary=summary
    )
    ring_on_commit()
    return summary


def matters(message: Message, person: AbstractBaseUser) -> bool:
    """Whether somebody who can still sign in still has something to do with a message."""
    kind = known.get(message.kind)
    return person.is_active and (kind is None or kind.still_matters(message.about))


def drop(messages: Iterable[Message], problem: str) -> None:
    """These do not go."""
    pks = [message.pk for message in messages]
    Message.objects.filter(pk__in=pks).update(state=State.DROPPED, problem=problem)


def _write(person: Any, messages: Sequence[Message], fate: Fate, at: datetime) -> Message:
    """The one message, in the language of the last and of their programme where it is one."""
    nonce = randomness.token_hex(4)
    parts = [part_of(message, prefix_of(number), nonce) for number, message in enumerate(messages)]
    links: dict[str, Mapping[str, Any]] = {name: link for part in parts for name, link in part.links.items()}
    links[CHOICES] = {"maker": CHOICES_MAKER, "person": person.pk}
    marks = placeholders(links, nonce)
    programmes = {message.programme_id for message in messages}
    programme_id = programmes.pop() if len(programmes) == 1 else None
    page = Page(SUMMARY.name, at, programme_id, messages[-1].language)
    context = {"person": person, "parts": parts}
    reader = Recipient(person.email, person.pk)
    summary = written_row(page, reader, fate, context=context, marks=marks, links=links)
    summary.save(force_insert=True)
    return summary


def part_of(message: Message, prefix: str, nonce: str) -> Part:
    """What a message would have said, without its greeting and its foot; its links get names that no other part has."""
    words = message.mailing or message
    text = without_greeting(without_foot(words.text)).strip()
    own = {mark: message.values.get(name, "") for name, mark in words.marks.items()}
    marks = {name: mark for name, mark in words.marks.items() if name in message.links and mark in text}
    fresh = placeholders([prefix + name for name in marks], nonce)
    own |= {mark: fresh[prefix + name] for name, mark in marks.items()}
    links = {prefix + name: message.links[name] for name in marks}
    return Part(replaced(words.subject, own), replaced(text, own), links)


def replaced(words: str, values: Mapping[str, str]) -> str:
    """Words with each mark's value in its place."""
    for mark, value in values.items():
        words = words.replace(mark, value)
    return words


def prefix_of(number: int) -> str:
    """`a_`, `b_` … `z_`, `ba_`: the names of placeholders have no digits."""
    letters = ascii_lowercase[number % 26]
    return f"{letters}_" if number < len(ascii_lowercase) else prefix_of(number // 26)[:-1] + f"{letters}_"
