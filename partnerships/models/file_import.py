"""Files that somebody brought, what they would do, and what they did."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kit.files.models import Upload
from kit.jobs.models import Job
from partnerships.models.programme import Programme
from partnerships.rules.imports.planning import MOST_PROBLEMS


class FileImport(models.Model):
    """One file for one programme year: its columns matched, its preview, and how it ended.

    The file is private and nobody can download it. It is removed once the import is over; see services/imports/ending.
    """

    class Kind(models.TextChoices):
        PARTNERSHIPS = "partnerships", _("Partnerships")
        PEOPLE = "people", _("People and their roles")
        CONTACTS = "contacts", _("Contacts")
        LAYOUT = "layout", _("Layout of the map")

    class State(models.TextChoices):
        MATCHING = "matching", _("Columns to be matched")
        CHECKING = "checking", _("Being checked")
        REFUSED = "refused", _("To be corrected")
        READY = "ready", _("Ready to import")
        APPLIED = "applied", _("Imported")
        CANCELLED = "cancelled", _("Cancelled")

    OVER = (State.APPLIED, State.CANCELLED)

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="imports")
    kind = models.CharField(_("what is imported"), max_length=12, choices=Kind)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.CHECKING)
    filename = models.CharField(_("file"), max_length=120)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("uploaded"))
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    headings = models.JSONField(_("headings of the file"), default=list, blank=True)
    matching = models.JSONField(_("which column is which"), default=dict, blank=True)
    counts = models.JSONField(_("counts by outcome"), default=dict, blank=True)
    problems = models.JSONField(_("problems"), default=list, blank=True)
    doubts = models.JSONField(_("to be looked at"), default=list, blank=True)
    fingerprint = models.CharField(_("fingerprint of the preview"), max_length=64, blank=True)
    is_overtaken = models.BooleanField(_("made anew, as the data had changed"), default=False)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["partnerships", "people", "contacts", "layout"]), name="import_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["matching", "checking", "refused", "ready"], ended_at__isnull=True)
                | Q(state__in=["applied", "cancelled"], ended_at__isnull=False),
                name="import_has_an_end_when_it_is_over",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(fingerprint=""), name="import_ready_has_its_fingerprint"
            ),
        ]
        indexes = [models.Index(fields=["programme", "-made_at"], name="import_by_programme")]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_over(self) -> bool:
        return self.state in self.OVER

    @property
    def is_busy(self) -> bool:
        """Whether a job works on it; load the job with it."""
        return not self.is_over and self.job is not None and not self.job.is_over

    @property
    def is_cut(self) -> bool:
        """Whether there may be more problems than are kept."""
        return len(self.problems) >= MOST_PROBLEMS

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in the file is there already."""
        return not (self.counts.get("new") or self.counts.get("changed"))


class ImportRow(models.Model):
    """What becomes of one row of a file, to be looked at: what a new one says, or each change with its before."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("Left as it is")

    file_import = models.ForeignKey(FileImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    label = models.CharField(_("name"), max_length=300)
    values = models.JSONField(_("says"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    changes = models.JSONField(_("changes"), default=list, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["line", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["new", "changed", "same"]), name="import_row_outcome_is_known"
            ),
        ]
        indexes = [models.Index(fields=["file_import", "outcome", "line"], name="import_row_by_outcome")]

    def __str__(self) -> str:
        return f"{self.line}, {self.label}"
