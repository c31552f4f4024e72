"""Which kinds of message a person, or a programme, wants at once, in a daily summary, or not at all."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """When messages of a kind go."""

    NOW = "now", _("At once")
    SUMMARY = "summary", _("In one email a day")
    NEVER = "never", _("Not at all")


class Choice(models.Model):
    """What one person chose for one kind; without a row the programme's choice holds, and without that `now`.

    Whoever has no account has an address alone, and all that one can choose by it is `never`. `wording` is what stood
    on the page or in the message where it was chosen.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="message_choices"
    )
    address = models.EmailField(_("address without an account"), blank=True)
    kind = models.CharField(_("kind"), max_length=80)
    mode = models.CharField(_("when"), max_length=7, choices=Mode)
    wording = models.CharField(_("wording"), max_length=250, blank=True)
    chosen_at = models.DateTimeField(_("chosen"))

    class Meta:
        verbose_name = _("choice of messages")
        verbose_name_plural = _("choices of messages")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="choice_is_one_a_person_and_kind"),
            models.UniqueConstraint(
                fields=["address", "kind"],
                condition=models.Q(person__isnull=True),
                name="choice_is_one_an_address_and_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, address="")
                | (models.Q(person__isnull=True, mode="never", address=Lower("address")) & ~models.Q(address="")),
                name="choice_is_for_a_person_or_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_mode_display()}"


class ProgrammeChoice(models.Model):
    """What a programme chose for one kind. `never` holds for everybody; otherwise a person's own choice goes first."""

    programme_id = models.BigIntegerField(_("programme"))
    kind = models.CharField(_("kind"), max_length=80)
    mode = models.CharField(_("when"), max_length=7, choices=Mode)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(_("chosen"))

    class Meta:
        verbose_name = _("programme’s choice of messages")
        verbose_name_plural = _("programmes’ choices of messages")
        constraints = [models.UniqueConstraint(fields=["programme_id", "kind"], name="programme_choice_is_one_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_mode_display()}"
