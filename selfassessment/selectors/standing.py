"""Where partnerships stand with assessments and joint reviews, as columns that ride along in a query of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from partnerships.models import Partnership
from partnerships.selectors.standing import Standing as Held
from selfassessment.models import (
    AgreedAnswer,
    Assessment,
    ChosenFramework,
    Completion,
    JointReview,
    Partner,
    ReviewFinding,
)
from selfassessment.rules.progress import minutes_for
from selfassessment.rules.reviewing import minutes_for_review
from selfassessment.rules.standing import State, state_of
from selfassessment.selectors.completions import visible_completions
from selfassessment.selectors.partners import PartnerCounts

SAYS_SOMETHING = Q(score__isnull=False) | Q(is_not_applicable=True)


@dataclass(frozen=True)
class Standing:
    """How far the year's assessment is, or the joint review of who delivers an agreement (`is_joint`).

    `size` is how many statements there are, or themes of a review; `completion` is the one that stands; `partners`
    are those who score an assessment.
    """

    state: State
    size: int = 0
    answered: int = 0
    completion: int | None = None
    completed_at: datetime | None = None
    is_joint: bool = False
    partners: PartnerCounts = PartnerCounts(0, 0)

    @property
    def minutes(self) -> int:
        """About how long what is still open takes."""
        return minutes_for_review(self.size) if self.is_joint else minutes_for(self.size - self.answered)

    @property
    def is_wanted(self) -> bool:
        """Whether there is something to do."""
        return self.state in (State.NOT_BEGUN, State.UNDER_WAY, State.OTHER_KIND)

    @property
    def has_joint_result(self) -> bool:
        """Whether what stands is a joint review."""
        return self.is_joint is (self.state is State.COMPLETED)


def standing_columns() -> dict[str, Any]:
    """For a query of partnerships; `standing_in` reads them."""
    begun = Assessment.objects.filter(partnership=OuterRef("pk")).order_by()
    reviewed = JointReview.objects.filter(partnership=OuterRef("pk")).order_by()
    stands = Completion.objects.standing().filter(partnership=OuterRef("pk")).order_by()
    chosen = ChosenFramework.objects.filter(programme=OuterRef("programme")).order_by()
    answers = AgreedAnswer.objects.filter(SAYS_SOMETHING, assessment=OuterRef("pk"))
    partners = Partner.objects.standing().filter(assessment=OuterRef("pk"))
    asked, finished = (count_of(rows, "assessment") for rows in (partners, partners.filter(finished_at__isnull=False)))
    levels = ReviewFinding.objects.filter(level__isnull=False, review=OuterRef("pk"))
    facts = {
        "assessment_facts": begun.values(
            facts=JSONObject(size="made_on__size", done=count_of(answers, "assessment"), asked=asked, finished=finished)
        ),
        "review_facts": reviewed.values(facts=JSONObject(size="made_on__themes", done=count_of(levels, "review"))),
        "completion_facts": stands.values(facts=JSONObject(pk="pk", review="review_id", at="completed_at")),
        "chosen_facts": chosen.values(facts=JSONObject(size="version__size", themes="version__themes")),
    }
    return {name: Subquery(rows[:1]) for name, rows in facts.items()}


def count_of(rows: QuerySet[Any], of: str) -> Coalesce:
    """How many of them there are of one, as a column."""
    return Coalesce(Subquery(rows.order_by().values(of).annotate(number=Count("pk")).values("number")), 0)


def standing_in(row: Any) -> Standing:
    """Of a partnership that was read with `standing_columns`."""
    is_joint, chosen, done = row.delivers_laa, row.chosen_facts or {}, row.completion_facts or {}
    facts = (row.review_facts if is_joint else row.assessment_facts) or {}
    return Standing(
        state=state_of(
            has_framework=bool(chosen),
            is_begun=bool(facts),
            is_completed=bool(done),
            is_of_other_kind=(done.get("review") is not None) is not is_joint,
        ),
        size=facts.get("size", chosen.get("themes" if is_joint else "size", 0)),
        answered=facts.get("done", 0),
        completion=done.get("pk"),
        completed_at=datetime.fromisoformat(done["at"]) if done else None,
        is_joint=is_joint,
        partners=PartnerCounts(facts.get("asked", 0), facts.get("finished", 0)),
    )


def standing_of(partnership: Partnership) -> Standing:
    """Of one partnership, in one query."""
    return standing_in(Partnership.objects.annotate(**standing_columns()).get(pk=partnership.pk))


def completed_for(standing: Held, partnership: Partnership) -> Standing | None:
    """Of a partnership whose completed assessment one may read, if there is one; one query."""
    found = visible_completions(standing).filter(partnership=partnership, reopened_at=None).select_related(None).first()
    if found is None:
        return None
    return Standing(
        State.COMPLETED, completion=found.pk, completed_at=found.completed_at, is_joint=found.review_id is not None
    )
