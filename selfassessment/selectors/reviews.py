"""Reads of joint reviews while they are written down (access row 07)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from audit.models import Entry
from partnerships.models import Partnership, Programme, Role
from partnerships.models.terms import Terms
from partnerships.selectors.sight import partnerships_of
from partnerships.selectors.standing import Standing
from selfassessment.models import Completion, JointReview
from selfassessment.rules.framework import Framework, Theme
from selfassessment.rules.reviewing import (
    Days,
    Finding,
    Improvement,
    Lack,
    Meeting,
    days_of,
    lacks_of,
    meeting_lacks,
    score_review,
)
from selfassessment.rules.scoring import Scores
from selfassessment.selectors.frameworks import words_of

NOTHING = Finding()
CHANGED = "review.changed"
MEETING, IMPROVEMENTS, DOCUMENT = "meeting", "improvements", "document"  # the parts, as the trail calls them


def visible_reviews(standing: Standing) -> QuerySet[JointReview]:
    """Those of the partnerships that one represents or champions and that deliver an agreement, with all beside."""
    own = partnerships_of(standing, *Role.OF_A_PARTNERSHIP)
    found = JointReview.objects.filter(partnership__in=own, partnership__delivers_laa=True)
    return found.select_related(
        "partnership__programme", "partnership__county", "made_on__framework", "document", "started_by"
    )


@dataclass(frozen=True)
class ReviewDraft:
    """A review as it stands, with its framework's words; `days` are those on which it may have been held."""

    review: JointReview
    words: Framework
    findings: Mapping[str, Finding]  # by theme, those that say something
    improvements: Sequence[Improvement]
    standing: Completion | None  # of the partnership, of whatever kind
    reopened: Completion | None  # its latest that was opened again, with who did so
    days: Days

    @property
    def completion(self) -> Completion | None:
        """Its own, while it stands."""
        return self.standing if self.standing and self.standing.review_id == self.review.pk else None

    @property
    def other(self) -> Completion | None:
        """A self-assessment that stands in its way."""
        return self.standing if self.standing and not self.standing.is_joint else None

    @property
    def meeting(self) -> Meeting:
        """When it was held, and who took part."""
        return meeting_of(self.review)

    @property
    def levels(self) -> Mapping[str, int | None]:
        """By theme."""
        return {key: finding.level for key, finding in self.findings.items()}

    @cached_property
    def lacks(self) -> tuple[Lack, ...]:
        """Why it cannot be completed yet."""
        return lacks_of(self.meeting, self.levels, self.improvements, self.days)

    @cached_property
    def scores(self) -> Scores:
        """What its levels come to by now."""
        return score_review(self.words, self.levels)

    @property
    def themes(self) -> list[tuple[Theme, Finding]]:
        """Each theme with what is said of it, in the framework's order."""
        return [(theme, self.finding(theme.key)) for theme in self.words.themes]

    @property
    def named(self) -> list[tuple[Theme, str]]:
        """The improvements, each with its theme."""
        themes = {theme.key: theme for theme in self.words.themes}
        return [(themes[each.theme], each.text) for each in self.improvements]

    @property
    def is_met(self) -> bool:
        """Whether all is said of the meeting."""
        return not self.meeting_lacks

    @property
    def meeting_lacks(self) -> tuple[Lack, ...]:
        """What is still to be said of it."""
        return meeting_lacks(self.meeting, self.days)

    @property
    def next_theme(self) -> Theme | None:
        """The first of which nothing is said yet."""
        return next((theme for theme in self.words.themes if theme.key not in self.findings), None)

    def finding(self, key: str) -> Finding:
        """What stands for a theme."""
        return self.findings.get(key, NOTHING)

    def theme(self, key: str) -> Theme | None:
        """A theme by its key."""
        return next((theme for theme in self.words.themes if theme.key == key), None)


def review_of(review: JointReview, *, today: date) -> ReviewDraft:
    """Four queries: findings, improvements, what was completed of the partnership, and the year's rules."""
    completions = list(review.partnership.completions.select_related("reopened_by").order_by("-number"))
    return ReviewDraft(
        review=review,
        words=words_of(review.made_on),
        findings={row.theme: Finding(row.level, row.text) for row in review.findings.order_by()},
        improvements=[Improvement(row.theme, row.text) for row in review.improvements.order_by("number")],
        standing=next((each for each in completions if each.reopened_at is None), None),
        reopened=next((each for each in completions if each.reopened_at and each.review_id == review.pk), None),
        days=days_for(review.partnership.programme, today),
    )


def meeting_of(review: JointReview) -> Meeting:
    """What its row says of the meeting."""
    return Meeting(review.held_on, review.for_government, review.for_partnership)


def days_for(programme: Programme, today: date) -> Days:
    """On which a review may have been held, by the year's rules in force; one query."""
    fixed = programme.terms.filter(fixed_at__isnull=False).order_by("-number")
    validity = fixed.values_list("basis_validity", flat=True).first()
    is_by_year = validity != Terms.BasisValidity.TWELVE_MONTHS
    return days_of(starts=programme.starts, ends=programme.ends, today=today, is_by_year=is_by_year)


def other_completion(partnership: Partnership, *, is_joint: bool) -> Completion | None:
    """What stands for a partnership that is not of the kind it is to make now; one query."""
    return partnership.completions.standing().filter(review__isnull=is_joint).first()


def last_writer_of(review: JointReview, part: str) -> str:
    """The name of whoever wrote a part last; empty when nobody knows."""
    written = Entry.objects.about(review.partnership).filter(action=CHANGED, details__part=part)
    entry = written.select_related("actor").order_by("-at", "-pk").first()
    return str(entry.actor) if entry and entry.actor else ""
