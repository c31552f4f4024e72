"""What a framework's file says of themes without a plan: it may lower the stage that is shown, never the scores."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from selfassessment.rules.framework import Framework, Scoring, Stage
from selfassessment.rules.scoring import ThemeScore


@dataclass(frozen=True, slots=True)
class Wording:
    """What an action says."""

    what: str
    who: str
    by_when: date | None = None
    done_on: date | None = None


def asking(framework: Framework, scores: Sequence[ThemeScore]) -> list[str]:
    """The keys of the themes that ask for an action, the weakest first: those that show and are below the limit."""
    limit = framework.scoring.plan_below
    low = [(score.mean, at, score.key) for at, score in enumerate(scores) if score.mean is not None]
    return [key for mean, _, key in sorted(low) if mean < limit]


def shown_stage(scoring: Scoring, found: Stage, without_plan: Collection[str]) -> Stage:
    """The stage that is shown: where the file says so, the one before while a theme that asks has no action."""
    stages = scoring.stages
    at = next(place for place, stage in enumerate(stages) if stage.key == found.key)
    return stages[max(at - 1, 0)] if scoring.lower_stage_without_plan and without_plan else found
