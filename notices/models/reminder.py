"""Which reminders a programme sends when, and which were sent: a clock that rings twice still reminds once."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from notices.models.message import Message


class ReminderPlan(models.Model):
    """On which working days a programme sends reminders of one kind, counted from the date they are about."""

    programme_id = models.BigIntegerField(_("programme"))
    kind = models.CharField(_("kind"), max_length=80)
    before = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("working days before"), default=list, blank=True
    )
    after = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("working days after"), default=list, blank=True
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("plan of reminders")
        verbose_name_plural = _("plans of reminders")
        constraints = [models.UniqueConstraint(fields=["programme_id", "kind"], name="reminder_plan_is_one_a_kind")]

    def __str__(self) -> str:
        return self.kind


class Reminder(models.Model):
    """One reminder that was sent: about what, to whom, on which step of the plan. Its uniqueness is what keeps it one.

    `about` names the thing and its date, such as `project:12:2026-06-30`; `step` is -5 for five working days before.
    """

    programme_id = models.BigIntegerField(_("programme"))
    kind = models.CharField(_("kind"), max_length=80)
    about = models.CharField(_("about"), max_length=120)
    step = models.SmallIntegerField(_("working days from the date"), null=True, blank=True)
    address = models.EmailField(_("address"))
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "step", "address"],
                condition=models.Q(step__isnull=False),
                name="reminder_goes_once_a_step",
            ),
            models.CheckConstraint(
                condition=models.Q(step__isnull=False) | models.Q(sent_by__isnull=False),
                name="reminder_by_hand_names_who_sent_it",
            ),
        ]
        indexes = [models.Index(fields=["programme_id", "kind", "-sent_at"], name="reminder_by_programme")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.about}"
