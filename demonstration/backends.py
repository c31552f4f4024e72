"""A mail server that keeps what it gets: nothing leaves the machine."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from demonstration.models import CaughtMail


class OutboxBackend(BaseEmailBackend):
    """Every message goes to the demonstration's outbox page."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        caught = [
            CaughtMail(to=to, subject=mail.subject[:250], text=str(mail.body), html=html_of(mail))
            for mail in email_messages
            for to in mail.recipients()
        ]
        return len(CaughtMail.objects.bulk_create(caught))


def html_of(mail: EmailMessage) -> str:
    """The HTML part of a mail, or nothing."""
    if not isinstance(mail, EmailMultiAlternatives):
        return ""
    return next((str(content) for content, mimetype in mail.alternatives if mimetype == "text/html"), "")
