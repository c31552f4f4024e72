"""The workers of the benchmark of mail: the portal's own, and beside its tasks the usual way, one task a mail."""

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from ltd_portal.celery import app
from notices.rules.kinds import Kind, Stream, register

BENCHMARK = "benchmarks/letter"
register(Kind(BENCHMARK, stream=Stream.SUBSCRIBED, label="Letters"))
register(Kind("benchmarks/notice", label="Notices"))


@app.task(name="benchmarks.one_mail")
def one_mail(message_id: int) -> None:
    """Look the message up, render it, send it over a connection of its own, and note it."""
    from notices.models import Message  # noqa: PLC0415 - models are loaded when the worker is
    from notices.selectors.writing import html_of  # noqa: PLC0415

    message = Message.objects.select_related("mailing").get(pk=message_id)
    assert message.mailing is not None
    marks = message.mailing.marks
    text = message.mailing.text.replace(marks["name"], message.values["name"])
    html = html_of(message.mailing.subject, text, message.language)
    mail = EmailMultiAlternatives(message.mailing.subject, text, to=[message.to])
    mail.attach_alternative(html, "text/html")
    mail.send()
    now = timezone.now()
    Message.objects.filter(pk=message_id).update(state="sent", sent_at=now, tried_at=now)
