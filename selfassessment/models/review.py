"""A joint review with government, for partnerships that deliver a local area agreement, while it is written down."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kit.append_only import append_only
from kit.files.models import Upload
from partnerships.models import Partnership
from selfassessment.models.completion import Completion
from selfassessment.models.framework import FrameworkVersion


class Meeting(models.Model):
    """When a review was held, who took part for whom, and the document of it."""

    held_on = models.DateField(_("held on"), null=True, blank=True)
    for_government = models.TextField(_("for government"), max_length=1000, blank=True)
    for_partnership = models.TextField(_("for the partnership"), max_length=1000, blank=True)
    document = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class JointReview(Meeting):
    """The one of a partnership, which is of one year; its levels are on the scale of the year's framework."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="joint_review")
    made_on = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="reviews")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("started"))
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        ordering = ["partnership__area", "pk"]
        constraints = [models.UniqueConstraint("partnership", name="joint_review_stands_once_for_a_partnership")]

    def __str__(self) -> str:
        return str(self.partnership)


class Finding(models.Model):
    """What a review says of a theme, with a level on the framework's scale, or none where nobody looked at it."""

    theme = models.CharField(_("theme"), max_length=80)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    text = models.TextField(_("finding"), max_length=4000, blank=True)

    class Meta:
        abstract = True


class ReviewFinding(Finding):
    """As it stands."""

    review = models.ForeignKey(JointReview, on_delete=models.PROTECT, related_name="findings")

    class Meta:
        ordering = ["review", "pk"]
        constraints = [
            models.UniqueConstraint("review", "theme", name="review_finding_stands_once_for_a_theme"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=1, level__lte=10), name="review_finding_is_on_a_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review}, {self.theme}"


class Improvement(models.Model):
    """One of the one or two key improvements that a review names, of a theme."""

    number = models.PositiveSmallIntegerField(_("number"))
    theme = models.CharField(_("theme"), max_length=80)
    text = models.CharField(_("key improvement"), max_length=300)

    class Meta:
        abstract = True


class ReviewImprovement(Improvement):
    """As it stands."""

    review = models.ForeignKey(JointReview, on_delete=models.PROTECT, related_name="improvements")

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint("review", "number", name="review_improvement_stands_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=2), name="review_improvements_are_two_at_most"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="review_improvement_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class CompletedReview(Meeting):
    """The meeting as it was completed."""

    completion = models.OneToOneField(Completion, on_delete=models.PROTECT, related_name="meeting")

    class Meta:
        constraints = [
            models.UniqueConstraint("completion", name="completed_review_stands_once"),
            models.CheckConstraint(condition=Q(held_on__isnull=False), name="completed_review_was_held"),
        ]
        triggers = append_only("completed_review")

    def __str__(self) -> str:
        return str(self.completion)


class CompletedFinding(Finding):
    """A finding as it was completed."""

    completion = models.ForeignKey(Completion, on_delete=models.PROTECT, related_name="findings")

    class Meta:
        ordering = ["completion", "pk"]
        constraints = [
            models.UniqueConstraint("completion", "theme", name="completed_finding_stands_once_for_a_theme"),
            # A scale has ten steps at most (rules.reading); which of them there are is the framework's file's to say.
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=1, level__lte=10), name="completed_finding_is_on_a_scale"
            ),
        ]
        triggers = append_only("completed_finding")

    def __str__(self) -> str:
        return f"{self.completion}, {self.theme}"


class CompletedImprovement(Improvement):
    """A key improvement as it was completed."""

    completion = models.ForeignKey(Completion, on_delete=models.PROTECT, related_name="improvements")

    class Meta:
        ordering = ["completion", "number"]
        constraints = [
            models.UniqueConstraint("completion", "number", name="completed_improvement_stands_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=2), name="completed_improvements_are_two_at_most"
            ),
        ]
        triggers = append_only("completed_improvement")

    def __str__(self) -> str:
        return self.text
