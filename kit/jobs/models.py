"""Long work as rows, which outlive every worker; and when each task of the clock last ran."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, as pages and the sweep ask for them."""

    def visible_to(self, user: models.Model) -> "JobQuerySet":
        return self.filter(owner_id=user.pk)

    def unfinished(self) -> "JobQuerySet":
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])


class Job(models.Model):
    """One piece of long work, asked for by one person; `kind` is the name of the Celery task that does it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to start")
        RUNNING = "running", _("Working")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=100)
    title = models.CharField(_("title"), max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs")
    arguments = models.JSONField(_("arguments"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("total"), null=True, blank=True)
    checkpoint = models.JSONField(_("where to go on"), default=dict, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)
    problem = models.CharField(_("problem"), max_length=60, blank=True, help_text=_("A code; pages have the words"))
    cancel_asked = models.BooleanField(_("cancel asked for"), default=False)
    starts = models.PositiveSmallIntegerField(_("times started"), default=0)
    made_at = models.DateTimeField(_("asked for"))
    rung_at = models.DateTimeField(_("bell last rung"))
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(done__lte=F("total")), name="job_does_not_do_more_than_there_is"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], ended_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], ended_at__isnull=False),
                name="job_has_an_end_when_it_has_ended",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(problem="")) | (~Q(state="failed") & Q(problem="")),
                name="job_names_a_problem_when_it_failed",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-made_at"], name="job_by_owner"),
            models.Index(fields=["rung_at"], condition=Q(state__in=["queued", "running"]), name="job_unfinished"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state not in {self.State.QUEUED, self.State.RUNNING}

    @property
    def interruptions(self) -> int:
        """How many workers died at it."""
        return max(0, self.starts - 1)

    @property
    def percent(self) -> int | None:
        """Whole per cent done, rounded down; None when nobody knows how much there is."""
        return None if self.total is None else 100 if not self.total else 100 * self.done // self.total


class Pulse(models.Model):
    """When a task of the clock last ran: what tells a clock that stopped from one with nothing to do."""

    name = models.CharField(_("name"), max_length=60, unique=True, help_text=_("As the schedule calls it"))
    first_at = models.DateTimeField(_("first began"))
    began_at = models.DateTimeField(_("last began"))
    ended_at = models.DateTimeField(_("last ended"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=100, blank=True, help_text=_("The class of the exception"))

    class Meta:
        verbose_name = _("pulse")
        verbose_name_plural = _("pulses")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="pulse_has_a_name")]

    def __str__(self) -> str:
        return self.name
