"""What answers rest on: files and links, put beside a statement by the partnership or by one of its partners."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.append_only import append_only
from kit.files.models import Upload
from selfassessment.models.assessment import Assessment
from selfassessment.models.completion import Completion
from selfassessment.models.framework import Statement
from selfassessment.models.partner import Partner


class Shown(models.Model):
    """A title, with either a file or a link."""

    title = models.CharField(_("title"), max_length=160)
    link = models.URLField(_("link"), max_length=500, blank=True)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence, as the domain speaks of it."""

    def standing(self) -> "EvidenceQuerySet":
        """What was not taken away again."""
        return self.filter(removed_at__isnull=True)


class Evidence(Shown):
    """While an assessment is made; without a partner it is the partnership's own."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="evidence")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="evidence")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added"))
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "statement", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(link="") & Q(upload__isnull=True)) | Q(link="", upload__isnull=False),
                name="evidence_is_a_link_or_a_file",
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=True, added_by__isnull=False)
                | Q(partner__isnull=False, added_by__isnull=True),
                name="evidence_is_of_a_partner_or_of_somebody_with_an_account",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=F("added_at")),
                name="evidence_is_removed_after_it_was_added",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class CompletedEvidence(Shown):
    """As it stood when the assessment was completed; `organisation` is the partner's name, or nothing for one's own."""

    completion = models.ForeignKey(Completion, on_delete=models.PROTECT, related_name="evidence")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)

    class Meta:
        ordering = ["completion", "statement", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(link="") & Q(upload__isnull=True)) | Q(link="", upload__isnull=False),
                name="completed_evidence_is_a_link_or_a_file",
            )
        ]
        triggers = append_only("completed_evidence")

    def __str__(self) -> str:
        return self.title
