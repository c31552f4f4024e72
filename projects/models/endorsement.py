"""What a champion was asked, and said, about an edition."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.models.project import Edition


class Endorsement(models.Model):
    """A champion's endorsement, asked for and then given, or the edition returned with a reason."""

    class Verdict(models.TextChoices):
        ENDORSED = "endorsed", _("Endorsed")
        RETURNED = "returned", _("Returned")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="endorsements")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # When the champion was last sent an email about it: asked again, they get another at most once a day.
    mailed_at = models.DateTimeField(_("last emailed"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=~Q(verdict="returned"), name="endorsement_is_asked_once_until_returned"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(verdict__in=["endorsed", "returned"], decided_at__gte=F("asked_at"), decided_by__isnull=False),
                name="endorsement_is_decided_by_somebody_afterwards",
            ),
            models.CheckConstraint(
                condition=Q(verdict="returned") ^ Q(reason=""), name="endorsement_is_returned_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(mailed_at__isnull=True) | Q(mailed_at__gte=F("asked_at")),
                name="endorsement_is_mailed_once_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, {self.get_verdict_display()}"
