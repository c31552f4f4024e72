"""Every outgoing message is a row, one recipient each. The row is the queue; Celery only rings the bell."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices.rules.secrets import readable


class MessageQuerySet(models.QuerySet["Message"]):
    """The queue, as workers and pages ask for it."""

    def due(self, at: datetime) -> "MessageQuerySet":
        return self.filter(state=Message.State.QUEUED, next_attempt_at__lte=at)

    def sending_since_before(self, at: datetime) -> "MessageQuerySet":
        return self.filter(state=Message.State.SENDING, tried_at__lt=at)


class Message(models.Model):
    """One message to one address. Its text holds placeholders where the sent mail has codes or links."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        UNKNOWN = "unknown", _("Not known")

    message_id = models.CharField(_("Message-ID"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=80)
    to = models.EmailField(_("to"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    marks = models.JSONField(_("placeholders"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    queued_at = models.DateTimeField(_("queued"))
    next_attempt_at = models.DateTimeField(_("next attempt"))
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=200, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="message_is_sent_when_it_has_a_time_of_sending",
            ),
            models.CheckConstraint(
                condition=Q(state="queued") | Q(tried_at__isnull=False),
                name="message_is_tried_before_it_leaves_the_queue",
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="queued"), name="message_by_next_attempt"),
            models.Index(fields=["tried_at"], condition=Q(state="sending"), name="message_by_time_tried"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_state_display()}"

    @property
    def readable_text(self) -> str:
        """What a page may show: `[code]` in place of each secret."""
        return readable(self.text)
