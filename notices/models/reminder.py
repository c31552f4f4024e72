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
    """One reminder that was sent: about what, to whom. Its uniqueness is what keeps it one.

    By the clock: `step` is -5 for five working days before `counted_from`. By hand: `pressed` names the page on which
    a person pressed, so that pressing twice is pressing once. About one thing nobody hears twice a day.
    """

    programme_id = models.BigIntegerField(_("programme"))
    kind = models.CharField(_("kind"), max_length=80)
    about = models.CharField(_("about"), max_length=120, help_text=_("The thing, such as partnership:12"))
    step = models.SmallIntegerField(_("working days from the date"), null=True, blank=True)
    counted_from = models.DateField(_("date"), null=True, blank=True)
    address = models.EmailField(_("address"))
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    pressed = models.UUIDField(_("pressed"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"))
    sent_on = models.DateField(_("sent on"), help_text=_("The day in London"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "counted_from", "step", "address"],
                condition=models.Q(step__isnull=False),
                name="reminder_goes_once_a_step",
            ),
            models.UniqueConstraint(fields=["kind", "about", "address", "sent_on"], name="reminder_goes_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(
                    step__isnull=False, counted_from__isnull=False, sent_by__isnull=True, pressed__isnull=True
                )
                | models.Q(step__isnull=True, counted_from__isnull=True, sent_by__isnull=False, pressed__isnull=False),
                name="reminder_goes_by_the_clock_or_by_hand",
            ),
        ]
        indexes = [
            models.Index(fields=["programme_id", "kind", "-sent_at"], name="reminder_by_programme"),
            models.Index(fields=["pressed"], condition=models.Q(pressed__isnull=False), name="reminder_by_press"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.about}"


class ReminderOutlook(models.Model):
    """What the clock will send next in a programme, reckoned each working morning and whenever a plan changes: homes
    tell it, and have no time to look at everybody. Without a day nothing will go."""

    programme_id = models.BigIntegerField(_("programme"), unique=True)
    day = models.DateField(_("next day"), null=True, blank=True)
    number = models.PositiveIntegerField(_("how many people"), default=0)
    reckoned_at = models.DateTimeField(_("reckoned"))

    class Meta:
        verbose_name = _("outlook on reminders")
        verbose_name_plural = _("outlooks on reminders")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(day__isnull=True, number=0) | models.Q(day__isnull=False, number__gte=1),
                name="reminder_outlook_has_people_when_it_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}, {self.day}"
