"""Every outgoing message is a row, one recipient each. The row is the queue; Celery only rings the bell."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices.models.mailing import Mailing

# Untried, and back in the queue with a problem: the mail server took nothing at all. Each time its turn is put off.
CAME_BACK = Q(state="queued", attempts=0) & ~Q(problem="")


class MessageQuerySet(models.QuerySet["Message"]):
    """The queue, as workers and pages ask for it."""

    def due(self, at: datetime) -> "MessageQuerySet":
        return self.filter(state=Message.State.QUEUED, next_attempt_at__lte=at)

    def held_up(self, since: datetime) -> "MessageQuerySet":
        """Those that should have gone by then, whether their turn came or they came back."""
        return self.filter(
            Q(state=Message.State.QUEUED, next_attempt_at__lte=since) | CAME_BACK & Q(queued_at__lte=since)
        )

    def with_secrets(self) -> "MessageQuerySet":
        """Those that only the process that made them can send; a message has secrets or links, never both."""
        return self.filter(links={}).exclude(marks={})

    def for_workers(self) -> "MessageQuerySet":
        """Those that any worker can send: what is missing in them, it can make."""
        return self.filter(Q(marks={}) | ~Q(links={}))

    def in_hand(self) -> "MessageQuerySet":
        """Those that a worker has taken and has not said the end of."""
        return self.filter(state__in=[Message.State.CLAIMED, Message.State.SENDING])


class Message(models.Model):
    """One message to one address. Its text holds placeholders where the sent mail has codes or links.

    The programme is a bare id: this room stands below `partnerships` and names none of its tables.
    """

    class State(models.TextChoices):
        HELD = "held", _("Kept for a summary")
        QUEUED = "queued", _("Waiting")
        CLAIMED = "claimed", _("Taken by a worker")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        UNKNOWN = "unknown", _("Not known")
        DROPPED = "dropped", _("Not sent")

    message_id = models.CharField(_("Message-ID"), max_length=120)
    kind = models.CharField(_("kind"), max_length=80)
    to = models.EmailField(_("to"))
    # Each change of state writes an entry into every index that a row is in: those of the keys hold what has one.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        db_index=False,
    )
    programme_id = models.BigIntegerField(_("programme"), null=True, blank=True)
    about = models.JSONField(
        _("about"), default=dict, blank=True, help_text=_("Ids by which a kind asks if it still matters")
    )
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)
    marks = models.JSONField(_("placeholders"), default=dict, blank=True)
    links = models.JSONField(
        _("links"),
        default=dict,
        blank=True,
        help_text=_("For a placeholder: who makes its link while sending, of what"),
    )
    mailing = models.ForeignKey(
        Mailing,
        verbose_name=_("mailing"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        db_index=False,
    )
    values = models.JSONField(_("this recipient’s words"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    claimed_by = models.BigIntegerField(_("worker’s lock"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    queued_at = models.DateTimeField(_("queued"))
    next_attempt_at = models.DateTimeField(_("next attempt"))
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=200, blank=True)
    summary = models.ForeignKey(
        "self",
        verbose_name=_("went in the summary"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        db_index=False,
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.UniqueConstraint("message_id", name="message_id_stands_once"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="message_is_sent_when_it_has_a_time_of_sending",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sending", "sent", "unknown"]) | Q(tried_at__isnull=False),
                name="message_is_tried_before_anybody_can_have_it",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=False) | ~Q(state__in=["claimed", "sending"]),
                name="message_in_hand_names_its_worker",
            ),
            models.CheckConstraint(
                condition=Q(mailing__isnull=False) | (~Q(subject="") & ~Q(text="")),
                name="message_has_words_of_its_own_or_of_its_mailing",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "dropped"]) | ~Q(problem=""),
                name="message_that_does_not_go_says_why",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="message_is_settled_by_somebody_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], condition=Q(state="queued"), name="message_by_next_attempt"),
            models.Index(fields=["claimed_by"], condition=Q(state__in=["claimed", "sending"]), name="message_in_hand"),
            models.Index(fields=["person"], condition=Q(state="held"), name="message_held"),
            models.Index(fields=["programme_id", "-queued_at"], name="message_by_programme"),
            models.Index(
                fields=["programme_id", "queued_at"],
                condition=Q(state__in=["failed", "unknown"]),
                name="message_in_trouble",
            ),
            models.Index(fields=["mailing", "state"], condition=Q(mailing__isnull=False), name="message_by_mailing"),
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="message_by_person"),
            models.Index(fields=["summary"], condition=Q(summary__isnull=False), name="message_by_summary"),
            models.Index(fields=["settled_by"], condition=Q(settled_by__isnull=False), name="message_by_settler"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_state_display()}"

    @property
    def has_secrets(self) -> bool:
        """Whether its placeholders stood for what only the process that made it knew."""
        return bool(self.marks) and not self.links
