"""Messages in words: what a page calls their kinds, what they say without codes and links, and why they did not go."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.template.loader import select_template
from django.utils.translation import get_language

from dashboards.rules.mail_problems import OTHER, code_of_problem
from notices.models import Mailing, Message
from notices.rules.kinds import known
from notices.rules.secrets import readable

OF_NOBODYS_PROGRAMME = "accounts/"
ABOUT_ADDRESS = frozenset({"address_refused", "mailbox_full", "suppressed", "unsendable"})
WORDS = "dashboards/mail/{folder}/{code}.html"


@dataclass(frozen=True)
class Reason:
    """Why so many messages did not go, and the template that says what can be done."""

    code: str
    number: int

    @property
    def words(self) -> str:
        """Why, as one plain sentence."""
        return said("problems", self.code, get_language())

    @property
    def is_about_address(self) -> bool:
        """Whether another address would help."""
        return self.code in ABOUT_ADDRESS

    @property
    def advice(self) -> list[str]:
        """The template of what to do, and the one that stands in where there is none."""
        return [WORDS.format(folder="advice", code=code) for code in (self.code, OTHER)]


def reasons_of(counts: Iterable[tuple[str, int]]) -> list[Reason]:
    """From codes with their numbers."""
    return [Reason(code, number) for code, number in counts]


def reason_of(problem: str) -> Reason | None:
    """Of one message; None for none."""
    return Reason(code_of_problem(problem), 1) if problem else None


def why_not(problem: str) -> str:
    """The reason as one plain sentence; empty for no problem."""
    reason = reason_of(problem)
    return reason.words if reason else ""


@cache
def said(folder: str, code: str, language: str | None) -> str:
    """A code's sentence in a language, as plain text; drawn once, as a list says the same few over and over."""
    template = select_template([WORDS.format(folder=folder, code=each) for each in (code, OTHER)])
    return " ".join(template.render().split())


def label_of(kind: str) -> str:
    """What those call a kind who look after mail; the name of one that no room has any more."""
    found = known.get(kind)
    return str(found.called) if found and found.called else kind


def kinds_in() -> list[tuple[str, str]]:
    """The kinds of message that a programme can send, for a choice: names with labels, by label."""
    named = [(name, label_of(name)) for name in known if not name.startswith(OF_NOBODYS_PROGRAMME)]
    return sorted(named, key=lambda each: each[1])


def words_of(message: Message) -> tuple[str, str]:
    """Subject and text as a page may show them: of the mailing where it is one of many, never with a code or link."""
    if message.mailing is None:
        return readable(message.subject), readable(message.text)
    subject, text = message.mailing.subject, message.mailing.text
    for name, mark in message.mailing.marks.items():
        given = str(message.values.get(name, mark))
        subject, text = subject.replace(mark, given), text.replace(mark, given)
    return readable(subject), readable(text)


def words_of_mailing(mailing: Mailing) -> tuple[str, str]:
    """Subject and text with the names of each reader's own words, as in `Dear [name]`."""
    return readable(mailing.subject), readable(mailing.text)
