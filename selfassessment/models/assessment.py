"""A partnership's self-assessment of its year while it is being made: what the partnership agrees, by statement."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from selfassessment.models.framework import FrameworkVersion, Statement


class Assessment(models.Model):
    """The one of a partnership, which is of one year; it keeps the version of the framework it was begun on."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="assessment")
    made_on = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="assessments")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("started"))
    # Last year's, shown beside each statement for those who asked for it.
    follows = models.ForeignKey(
        "Completion", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    # Advisers and area leads read a draft only where the partnership lets them (access row 07).
    open_to_advisers = models.BooleanField(_("advisers may read the draft"), default=False)

    class Meta:
        ordering = ["partnership__area", "pk"]
        constraints = [models.UniqueConstraint("partnership", name="assessment_stands_once_for_a_partnership")]

    def __str__(self) -> str:
        return str(self.partnership)


class Answer(models.Model):
    """A score or "not applicable", with a comment; neither, where only the comment is written yet."""

    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    is_not_applicable = models.BooleanField(_("not applicable"), default=False)
    comment = models.TextField(_("comment"), max_length=2000, blank=True)

    class Meta:
        abstract = True


class AgreedAnswer(Answer):
    """What a partnership agrees on one statement, as it stands; it may change until the assessment is completed."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="agreed")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"))

    class Meta:
        ordering = ["assessment", "statement"]
        constraints = [
            models.UniqueConstraint("assessment", "statement", name="agreed_answer_stands_once_for_a_statement"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(is_not_applicable=False, score__gte=1, score__lte=10),
                name="agreed_answer_is_a_score_or_not_applicable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}, {self.statement}"
