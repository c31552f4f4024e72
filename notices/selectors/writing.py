"""What a message says, and what its mail looks like when it is sent: a message of its own words, or one of many."""

import secrets as randomness
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message as Part
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from notices.models import Mailing, Message
from notices.rules.kinds import Stream, known
from notices.rules.layout import letter, split_subject, with_foot
from notices.rules.mime import Envelope, Skeleton, Words
from notices.rules.senders import sender_of
from notices.rules.streams import stream_headers

NAME = "name"  # the value that stands in `To` beside the address, where a mailing has one


class Wire:
    """A mail as bytes, in the shape in which Django's backends ask for one."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:
        """The mail with ends of lines as asked for."""
        return self.content if linesep == "\r\n" else self.content.replace(b"\r\n", linesep.encode())

    def as_string(self, unixfrom: bool = False, linesep: str = "\n") -> str:
        """As `as_bytes`: a mail that was put together here is plain ASCII."""
        return self.as_bytes(linesep=linesep).decode("ascii")

    def get_charset(self) -> None:
        """Django's console and files ask: there is nothing to turn into ASCII."""

    def walk(self) -> Iterator[Part]:
        """One of anymail's services asks for parts to turn into ASCII: there are none."""
        return iter(())


@dataclass(frozen=True)
class Assembled:
    """One recipient's mail: what is the same for all, and what is put into it. Each way out takes it as it needs it."""

    skeleton: Skeleton
    values: Mapping[str, str]
    envelope: Envelope

    @property
    def to(self) -> str:
        """The one address."""
        return self.envelope.to

    def as_bytes(self) -> bytes:
        """As it travels by SMTP; raises HeaderRefusedError for what no server should be given."""
        return self.skeleton.assemble(self.values, self.envelope)

    def as_mail(self) -> "AssembledMail":
        """As Django's backends take it."""
        return AssembledMail(self)


class AssembledMail(EmailMultiAlternatives):
    """A mail whose bytes are put together from a skeleton; services by HTTP find its parts in the usual attributes."""

    def __init__(self, assembled: Assembled) -> None:
        skeleton, values, envelope = assembled.skeleton, assembled.values, assembled.envelope
        super().__init__(
            subject=skeleton.subject.filled(values),
            body=skeleton.text.filled(values),
            to=[envelope.to],
            headers={"Message-ID": envelope.message_id, **skeleton.filled_headers(values)},
        )
        self.attach_alternative(skeleton.html.filled_html(values), "text/html")
        self.assembled = assembled
        self.metadata = {"message": envelope.message_id}  # a service by HTTP gives it back with what it tells later

    def message(self, *, policy: Any = None) -> Any:
        """The mail in bytes; raises HeaderRefusedError for an address or a link that no server should be given."""
        return Wire(self.assembled.as_bytes())


def words_for(
    kind: str, context: Mapping[str, Any], language: str, *, programme_id: int | None = None, sender: str = ""
) -> tuple[str, str]:
    """Subject and text of `templates/emails/<kind>.txt`, in a language, with who writes and why at the foot.

    Whoever writes to many says once who writes: `sender`, as `sender_of` the programme gives it.
    """
    template = get_template(f"emails/{kind}.txt").template  # type: ignore[attr-defined]
    with translation.override(language):
        # Plain text: O'Brien is O'Brien here, and is escaped when the HTML is drawn.
        given = {**context, "base_url": settings.BASE_URL}
        subject, text = split_subject(template.render(Context(given, autoescape=False)))
        return subject, with_foot(text, foot_of(kind, given, sender or sender_of(programme_id)))


def foot_of(kind: str, context: Mapping[str, Any], sender: str) -> str:
    """Who writes (the portal where nobody else does), why the reader gets it, and where to choose; in the language that
    is active."""
    found = known.get(kind)
    facts = {
        "sender": sender or portal_name(),
        "is_subscribed": found is not None and found.stream is Stream.SUBSCRIBED,
        "is_of_account": kind.startswith("accounts/"),
        "can_be_chosen": found is not None and (found.can_be_chosen or kind == "notices/summary"),
        "says_why": "/reminder" in kind,  # a reminder says in its own words whom it reminds, and of what
        "choices_url": reverse("message_choices"),
    }
    template = get_template("emails/foot.txt").template  # type: ignore[attr-defined]
    return str(template.render(Context({**context, **facts}, autoescape=False)))


def portal_name() -> str:
    """What the portal calls itself where no programme writes: as in the address it writes from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or settings.MESSAGE_ID_DOMAIN


def html_of(subject: str, text: str, language: str) -> str:
    """The same words drawn, placeholders and all."""
    with translation.override(language):
        facts = {"subject": subject, "letter": letter(text, settings.BASE_URL), "portal": portal_name()}
        return render_to_string("emails/layout.html", facts)


class Writer:
    """Writes mails, and what is the same for all of a mailing once: have one for as long as you send."""

    def __init__(self) -> None:
        self.skeletons: dict[int, Skeleton] = {}

    def write(self, message: Message, secrets: Mapping[str, str]) -> Assembled:
        """The mail as it is sent, text and HTML of the same words; raises UnknownSecretError when a secret is missing.

        `secrets` are what is stored nowhere: codes, and links made a moment ago. Fetch `mailing` with the messages.
        """
        envelope = Envelope(message.to, message.message_id, timezone.now(), message.values.get(NAME, ""))
        mailing = message.mailing
        if mailing is None:
            return Assembled(skeleton_of(message, drawn(message)), secrets, envelope)
        if mailing.pk not in self.skeletons:  # the words of a mailing never change
            self.skeletons[mailing.pk] = skeleton_of(mailing, mailing.html)
        return Assembled(self.skeletons[mailing.pk], {**message.values, **secrets}, envelope)


def written(message: Message, secrets: Mapping[str, str]) -> Assembled:
    """One mail; whoever sends many has a `Writer`."""
    return Writer().write(message, secrets)


def drawn(message: Message) -> str:
    """The HTML of a message of its own words."""
    return html_of(message.subject, message.text, message.language)


def skeleton_of(wanted: Message | Mailing, html: str) -> Skeleton:
    """What does not differ between the recipients of words; raises NoWayOutError for a list that nobody can leave."""
    kind = known.get(wanted.kind)
    headers = stream_headers(
        kind.stream if kind else Stream.SERVICE,
        kind=wanted.kind,
        programme_id=wanted.programme_id,
        domain=settings.MESSAGE_ID_DOMAIN,
        marks=wanted.marks,
    )
    return Skeleton(
        Words(wanted.subject, wanted.text, html, wanted.marks),
        sender=settings.DEFAULT_FROM_EMAIL,
        headers=headers,
        boundary=f"=_{randomness.token_hex(16)}",
    )
