"""An assessment or a joint review as it was completed: what it says and what it came to, which never change.

Later pages read these rows, never a draft.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.append_only import append_only
from partnerships.models import Partnership
from selfassessment.models.assessment import Answer, Assessment
from selfassessment.models.framework import FrameworkVersion, Statement


class CompletionQuerySet(models.QuerySet["Completion"]):
    """Completions, as the domain speaks of them."""

    def standing(self) -> "CompletionQuerySet":
        """Those that were not reopened."""
        return self.filter(reopened_at__isnull=True)


class Completion(models.Model):
    """The day on which either was completed, with overall score and stage; reopened, it can be done again."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="completions", null=True, blank=True
    )
    review = models.ForeignKey(
        "JointReview", on_delete=models.PROTECT, related_name="completions", null=True, blank=True
    )
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="completions")
    made_on = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="completions")
    number = models.PositiveSmallIntegerField(_("number"))
    # For putting in order and adding up; what is compared with a limit is worked out from the themes, exactly.
    overall = models.DecimalField(_("overall score"), max_digits=12, decimal_places=10)
    stage = models.CharField(_("stage"), max_length=80)
    completed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(_("completed"))
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(_("reopened"), null=True, blank=True)
    reopened_for = models.TextField(_("reason"), max_length=2000, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "-number"]
        constraints = [
            models.UniqueConstraint("assessment", "number", name="completion_number_stands_once"),
            models.UniqueConstraint("review", "number", name="completion_number_of_a_review_stands_once"),
            models.CheckConstraint(
                condition=Q(assessment__isnull=False, review__isnull=True)
                | Q(assessment__isnull=True, review__isnull=False),
                name="completion_is_of_an_assessment_or_of_a_review",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(reopened_at__isnull=True),
                name="completion_stands_once_for_a_partnership",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_by__isnull=True, reopened_for="")
                | (Q(reopened_at__gte=F("completed_at"), reopened_by__isnull=False) & ~Q(reopened_for="")),
                name="completion_is_reopened_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(condition=~Q(stage=""), name="completion_has_a_stage"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="completion_is_frozen",
                operation=pgtrigger.UpdateOf(
                    *("id", "assessment_id", "review_id", "partnership_id", "made_on_id", "number", "overall", "stage"),
                    *("completed_by_id", "completed_at"),
                ),
            ),
            pgtrigger.Protect(name="completion_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}, {self.number}"

    @property
    def is_joint(self) -> bool:
        """Whether it is a joint review."""
        return self.review_id is not None

    @property
    def reference(self) -> str:
        """What the receipt is quoted by."""
        return f"A{self.pk:06d}"


class CompletedAnswer(Answer):
    """One statement's answer as it was completed; a statement without a row had neither answer nor comment."""

    completion = models.ForeignKey(Completion, on_delete=models.PROTECT, related_name="answers")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="completed")

    class Meta:
        ordering = ["completion", "statement"]
        constraints = [
            models.UniqueConstraint("completion", "statement", name="completed_answer_stands_once_for_a_statement"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(is_not_applicable=False, score__gte=1, score__lte=10),
                name="completed_answer_is_a_score_or_not_applicable",
            ),
        ]
        triggers = append_only("completed_answer")

    def __str__(self) -> str:
        return f"{self.completion}, {self.statement}"


class ThemeScore(models.Model):
    """What a theme came to: the sum of the scores of its answered statements, how many these are of how many."""

    completion = models.ForeignKey(Completion, on_delete=models.PROTECT, related_name="themes")
    theme = models.CharField(_("theme"), max_length=80)
    place = models.PositiveSmallIntegerField(_("place"))
    total = models.PositiveIntegerField(_("sum of scores"))
    answered = models.PositiveSmallIntegerField(_("answered"))
    applicable = models.PositiveSmallIntegerField(_("applicable"))
    shows = models.BooleanField(_("shows"))

    class Meta:
        ordering = ["completion", "place"]
        constraints = [
            models.UniqueConstraint("completion", "theme", name="theme_score_stands_once_for_a_theme"),
            models.CheckConstraint(
                condition=Q(answered__lte=F("applicable")) & (Q(shows=False) | Q(answered__gte=1)),
                name="theme_score_shows_what_was_answered",
            ),
        ]
        triggers = append_only("theme_score")

    def __str__(self) -> str:
        return f"{self.completion}, {self.theme}"
