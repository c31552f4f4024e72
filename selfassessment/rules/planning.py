"""What a framework's file says of themes without a plan: it may lower the stage that is shown, never the scores."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

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


@dataclass(frozen=True, slots=True)
class Lowering:
    """What a file that lowers stages says of it: below `limit` a theme asks for an action, and while one has none each
    of the `stages`, by their keys with the lowest first, is shown as the one before it."""

    limit: Fraction
    stages: tuple[str, ...]

    def one_below(self, stage: str) -> str:
        """The key of the stage before; the first has none, nor one that is not known."""
        return dict(pairwise(reversed(self.stages))).get(stage, stage)


def lowering_of(scoring: Scoring) -> Lowering | None:
    """None where the file lowers nothing."""
    if not scoring.lower_stage_without_plan:
        return None
    return Lowering(scoring.plan_below, tuple(stage.key for stage in scoring.stages))


def shown_stage(scoring: Scoring, found: Stage, without_plan: Collection[str]) -> Stage:
    """The stage that is shown: where the file says so, the one before while a theme that asks has no action."""
    lowering = lowering_of(scoring)
    if lowering is None or not without_plan:
        return found
    key = lowering.one_below(found.key)
    return next(stage for stage in scoring.stages if stage.key == key)
