"""Addresses that get nothing more, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from notices.models.message import Message


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    """Suppressions, as the pipe asks for them."""

    def standing(self) -> "SuppressionQuerySet":
        return self.filter(lifted_at__isnull=True)


class Suppression(models.Model):
    """An address that mail came back from, or whose owner complained. Lifted when somebody has put it right."""

    class Reason(models.TextChoices):
        BOUNCED = "bounced", _("Mail came back")
        COMPLAINED = "complained", _("Reported as spam")
        REFUSED = "refused", _("The mail server refused the address")

    address = models.EmailField(_("address"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(_("made"))
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(address=Lower("address")), name="suppression_address_is_in_small_letters"
            ),
            models.UniqueConstraint(
                fields=["address"], condition=Q(lifted_at__isnull=True), name="suppression_stands_once_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
