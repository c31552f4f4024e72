"""The one project of a partnership in its year, as it is being written, and the editions frozen of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.append_only import append_only
from partnerships.models import Partnership
from selfassessment.models import Completion

# The parts that people write, in their order; an edition holds the same.
PARTS = ("title", "summary", "first_improvement", "second_improvement")
# What it rests on, as columns; chosen on a page of its own, and frozen with the words.
BASIS = ("completion_id", "first_basis", "second_basis")


def resting(noun: str) -> list[models.CheckConstraint]:
    """What is named is of a completed assessment or review, and one or two different ones of it."""
    return [
        models.CheckConstraint(
            condition=Q(completion__isnull=True, first_basis="", second_basis="")
            | (Q(completion__isnull=False) & ~Q(first_basis="")),
            name=f"{noun}_rests_on_what_it_names",
        ),
        models.CheckConstraint(
            condition=Q(second_basis="") | ~Q(second_basis=F("first_basis")), name=f"{noun}_rests_on_two_different_ones"
        ),
    ]


class Wording(models.Model):
    """What a project says and what it rests on, in a draft and in an edition alike."""

    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), max_length=4000, blank=True)
    first_improvement = models.CharField(_("key improvement"), max_length=300, blank=True)
    second_improvement = models.CharField(_("second key improvement"), max_length=300, blank=True)
    # A completion never changes, so scores, comments and evidence are read through it. Named are one or two of its
    # statements, by key, or of the key improvements of a joint review, by number. There is no room for a third.
    completion = models.ForeignKey(
        Completion, verbose_name=_("rests on"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_basis = models.CharField(_("first that it rests on"), max_length=80, blank=True)
    second_basis = models.CharField(_("second that it rests on"), max_length=80, blank=True)

    class Meta:
        abstract = True

    @property
    def wording(self) -> tuple[str, ...]:
        """Its parts in the order of PARTS: two that read the same are the same."""
        return tuple(getattr(self, part) for part in PARTS)

    @property
    def whole(self) -> dict[str, str | int | None]:
        """Words and basis by column, as they are frozen: where two are alike, nothing has changed."""
        return {part: getattr(self, part) for part in (*PARTS, *BASIS)}

    @property
    def basis(self) -> tuple[str, ...]:
        """The one or two that are named; nothing, where it rests on nothing yet."""
        return tuple(key for key in (self.first_basis, self.second_basis) if key)


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
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="project_has_a_title"), *resting("project")]
        triggers = [
            pgtrigger.Trigger(
                name="project_rests_on_its_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("completion_id", "partnership_id"),
                func="""
                    IF NEW.completion_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM selfassessment_completion AS completion
                        WHERE completion.id = NEW.completion_id AND completion.partnership_id = NEW.partnership_id
                    ) THEN
                        RAISE EXCEPTION 'project_rests_on_its_own' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

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
            *resting("edition"),
        ]
        triggers = append_only("edition")

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"
