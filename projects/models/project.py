"""The one project of a partnership in its year, as it is being written, and the editions frozen of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kit.append_only import append_only
from partnerships.models import Partnership

# The parts that people write, in their order; an edition holds the same.
PARTS = ("title", "summary", "first_improvement", "second_improvement")


class Wording(models.Model):
    """What a project says, in a draft and in an edition alike."""

    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), max_length=4000, blank=True)
    first_improvement = models.CharField(_("key improvement"), max_length=300, blank=True)
    second_improvement = models.CharField(_("second key improvement"), max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def wording(self) -> tuple[str, ...]:
        """Its parts in the order of PARTS: two that read the same are the same."""
        return tuple(getattr(self, part) for part in PARTS)


class Project(Wording):
    """An improvement project in its latest words. What others see of it is the latest of its editions."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="project")
    edition = models.ForeignKey(
        "Edition",
        verbose_name=_("latest edition"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Advisers and area leads read a draft only where the partnership lets them (access row 10).
    open_to_advisers = models.BooleanField(_("advisers may read the draft"), default=False)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        ordering = ["partnership__area", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="project_has_a_title")]

    def __str__(self) -> str:
        return self.title


class Edition(Wording):
    """A project's words frozen on the day they were shared, shown to the champion or submitted; numbers from 1."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))

    class Meta:
        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint("project", "number", name="edition_number_stands_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_counts_from_one"),
            models.CheckConstraint(condition=~Q(title=""), name="edition_has_a_title"),
        ]
        triggers = append_only("edition")

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"
