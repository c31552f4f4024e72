"""Where partnerships stand with their assessments, as columns that ride along in a query of partnerships."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from partnerships.models import Partnership
from partnerships.selectors.standing import Standing as Held
from selfassessment.models import AgreedAnswer, Assessment, ChosenFramework, Completion
from selfassessment.rules.progress import minutes_for
from selfassessment.rules.standing import State, state_of
from selfassessment.selectors.completions import visible_completions

SAYS_SOMETHING = Q(score__isnull=False) | Q(is_not_applicable=True)


@dataclass(frozen=True)
class Standing:
    """How far an assessment is; `size` is how many statements there are, `completion` the one that stands."""

    state: State
    size: int = 0
    answered: int = 0
    completion: int | None = None
    completed_at: datetime | None = None

    @property
    def minutes(self) -> int:
        """About how long what is still open takes."""
        return minutes_for(self.size - self.answered)


def standing_columns() -> dict[str, Any]:
    """For a query of partnerships; `standing_in` reads them."""
    begun = Assessment.objects.filter(partnership=OuterRef("pk")).order_by()
    answers = AgreedAnswer.objects.filter(SAYS_SOMETHING, assessment=OuterRef("pk")).order_by()
    answered = answers.values("assessment").annotate(number=Count("pk")).values("number")
    stands = Completion.objects.standing().filter(assessment=OuterRef("pk")).order_by()
    facts = JSONObject(
        size="made_on__size",
        answered=Coalesce(Subquery(answered), 0),
        completion=Subquery(stands.values("pk")[:1]),
        completed_at=Subquery(stands.values("completed_at")[:1]),
    )
    chosen = ChosenFramework.objects.filter(programme=OuterRef("programme")).order_by()
    return {
        "assessment_facts": Subquery(begun.values(facts=facts)[:1]),
        "chosen_size": Subquery(chosen.values("version__size")[:1]),
    }


def standing_in(row: Any) -> Standing:
    """Of a partnership that was read with `standing_columns`."""
    facts = row.assessment_facts or {}
    completion, done = facts.get("completion"), facts.get("completed_at")
    return Standing(
        state=state_of(
            delivers_laa=row.delivers_laa,
            has_framework=row.chosen_size is not None,
            is_begun=bool(facts),
            is_completed=completion is not None,
        ),
        size=facts.get("size", row.chosen_size or 0),
        answered=facts.get("answered", 0),
        completion=completion,
        completed_at=datetime.fromisoformat(done) if done else None,
    )


def standing_of(partnership: Partnership) -> Standing:
    """Of one partnership, in one query."""
    return standing_in(Partnership.objects.annotate(**standing_columns()).get(pk=partnership.pk))


def completed_for(standing: Held, partnership: Partnership) -> Standing | None:
    """Of a partnership whose completed assessment one may read, if there is one; one query."""
    found = visible_completions(standing).filter(partnership=partnership, reopened_at=None).select_related(None).first()
    if found is None:
        return None
    return Standing(State.COMPLETED, completion=found.pk, completed_at=found.completed_at)
