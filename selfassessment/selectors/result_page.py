"""All that the page of a result tells, and the document of it: the result with what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kit.prepared import Prepared
from partnerships.selectors.sight import EVERY
from partnerships.selectors.standing import Standing
from selfassessment.models import Completion
from selfassessment.rules.explaining import Reached, explain
from selfassessment.rules.framework import Stage, Theme
from selfassessment.rules.planning import shown_stage
from selfassessment.rules.quartiles import Comparison
from selfassessment.selectors.actions import ThemePlan, plan_of
from selfassessment.selectors.beside import Beside, Finding, Improvement, beside, scores_in, with_beside
from selfassessment.selectors.completions import Result, completions_read, result_with, sight_of
from selfassessment.selectors.former import Former, former_of
from selfassessment.selectors.quartiles import comparison_for


@dataclass(frozen=True)
class ResultPage:
    """A result beside last year's and others of its kind, with the partnership's plan."""

    result: Result
    beside: Beside
    former: Former | None
    comparison: Comparison

    @property
    def completion(self) -> Completion:
        """The one it is about."""
        return self.result.completion

    @cached_property
    def plan(self) -> list[ThemePlan]:
        """Every theme with its actions."""
        scores = {score.key: score for score in self.result.scores}
        return plan_of(self.result.words, scores, self.beside.actions)

    @property
    def asking(self) -> list[ThemePlan]:
        """The themes that ask for an action, the weakest first."""
        return [each for each in self.plan if each.asks]

    @property
    def without_plan(self) -> list[Theme]:
        """Of these, the ones without an action."""
        return [each.theme for each in self.plan if each.is_without]

    @cached_property
    def stage(self) -> Stage:
        """The stage that is shown."""
        without = [theme.key for theme in self.without_plan]
        return shown_stage(self.result.words.scoring, self.result.stage, without)

    @property
    def is_lowered(self) -> bool:
        """Whether it is one below the stage that was found."""
        return self.stage != self.result.stage

    @property
    def reached(self) -> list[Reached]:
        """Every stage with what was measured for it."""
        result = self.result
        return explain(result.words.scoring, result.stage, result.overall, result.means)

    @property
    def findings(self) -> list[tuple[Theme, Finding]]:
        """What a joint review says, in the framework's order."""
        found = self.beside.findings
        return [(theme, found[theme.key]) for theme in self.result.words.themes if theme.key in found]

    @property
    def improvements(self) -> Sequence[tuple[str, Improvement]]:
        """The key improvements that a joint review names, with their themes in words."""
        titles = {theme.key: theme.title for theme in self.result.words.themes}
        return [(titles.get(each.theme, each.theme), each) for each in self.beside.improvements]


COMPLETION = -1  # stands for its key
ROW = Prepared(lambda: with_beside(completions_read(EVERY)).filter(pk=COMPLETION).order_by(), COMPLETION, *EVERY)


def result_page(standing: Standing, pk: int) -> ResultPage | None:
    """Of a completion that one may read; None where there is none. Four queries, three of a joint review."""
    row: Any = ROW.one(pk, *sight_of(standing))
    if row is None:
        return None
    around = beside(row)
    result = result_with(row, scores_in(row.score_rows))
    return ResultPage(result, around, former_of(row), comparison_for(row, around.smallest_group))
