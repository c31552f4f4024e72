"""Projects handed in, and what others decide of it: closed early, admitted late, sealed with the grants."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.append_only import append_only
from partnerships.models import Partnership, Programme
from projects.models.project import Edition, Project


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions, as the domain speaks of them."""

    def standing(self) -> "SubmissionQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Submission(models.Model):
    """An edition handed in; withdrawn, it may be handed in again. One at a time for a project."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="submissions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="submissions")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("submitted"))
    admission = models.ForeignKey(
        "Admission",
        verbose_name=_("admitted late"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(withdrawn_at__isnull=True), name="submission_stands_once_for_a_project"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__gte=F("submitted_at"), withdrawn_by__isnull=False),
                name="submission_is_withdrawn_by_somebody_afterwards",
            ),
        ]

    def __str__(self) -> str:
        return str(self.edition)

    @property
    def reference(self) -> str:
        """What the receipt is quoted by."""
        return f"P{self.pk:06d}"


class Admission(models.Model):
    """A manager's leave for one partnership to submit after submission has closed, until a moment, with a reason."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="admissions")
    reason = models.TextField(_("reason"), max_length=2000)
    until = models.DateTimeField(_("until"))
    admitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    admitted_at = models.DateTimeField(_("admitted"))

    class Meta:
        ordering = ["admitted_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="admission_has_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("admitted_at")), name="admission_lies_ahead"),
        ]
        triggers = append_only("admission")

    def __str__(self) -> str:
        return f"{self.partnership}, {self.until:%Y-%m-%d}"


class Closure(models.Model):
    """Submission closed by the manager before its date, with a reason; it may be opened again."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="closures")
    reason = models.TextField(_("reason"), max_length=2000)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("closed"))
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(_("opened again"), null=True, blank=True)

    class Meta:
        ordering = ["closed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme"], condition=Q(reopened_at__isnull=True), name="closure_stands_once_for_a_programme"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="closure_has_a_reason"),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_by__isnull=True)
                | Q(reopened_at__gte=F("closed_at"), reopened_by__isnull=False),
                name="closure_is_undone_by_somebody_afterwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.closed_at:%Y-%m-%d}"


class Seal(models.Model):
    """Set when a year's grants are decided: from then on no project is submitted, withdrawn or admitted."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="seals")
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(_("sealed"))

    class Meta:
        constraints = [models.UniqueConstraint("programme", name="seal_stands_once_for_a_programme")]
        triggers = append_only("seal")

    def __str__(self) -> str:
        return f"{self.programme}, {self.sealed_at:%Y-%m-%d}"
