"""Reads about messages, and what a message looks like when it is sent."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation

from notices.models import Message
from notices.rules.layout import blocks, split_subject
from notices.rules.secrets import reveal


def words_for(kind: str, context: Mapping[str, Any], language: str) -> tuple[str, str]:
    """Subject and text of `templates/emails/<kind>.txt`, in a language."""
    template = get_template(f"emails/{kind}.txt").template  # type: ignore[attr-defined]
    with translation.override(language):
        # Plain text: O'Brien is O'Brien here, and is escaped when the HTML is drawn.
        return split_subject(template.render(Context({**context, "base_url": settings.BASE_URL}, autoescape=False)))


def mail_of(message: Message, secrets: Mapping[str, str]) -> EmailMultiAlternatives:
    """The mail as it is sent, text and HTML of the same words; raises UnknownSecretError when a secret is missing."""
    with translation.override(message.language):
        html = render_to_string(
            "emails/layout.html",
            {"subject": message.subject, "blocks": blocks(message.text), "base_url": settings.BASE_URL},
        )
    mail = EmailMultiAlternatives(
        subject=reveal(message.subject, message.marks, secrets, as_html=False),
        body=reveal(message.text, message.marks, secrets, as_html=False),
        to=[message.to],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(reveal(html, message.marks, secrets, as_html=True), "text/html")
    return mail
