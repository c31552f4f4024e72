"""What a region needs, as columns that ride along in a query of programmes: for homes and maps, which ask enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Func, JSONField, Subquery, Sum, TextField, Value
from django.db.models.functions import Cast, JSONObject

from kit.prepared import PreparedExpression
from selfassessment.models import ChosenFramework, Completion, ThemeScore
from selfassessment.rules.figures import rounded
from selfassessment.rules.needs import NOTHING
from selfassessment.rules.needs import Sum as Added
from selfassessment.rules.planning import Lowering

MOST = 3


@dataclass(frozen=True)
class Stage:
    """A stage of the framework: its key, and what it is called."""

    key: str
    label: str


@dataclass(frozen=True)
class Weak:
    """A theme that few are good at: its mean in the region in figures, and of how many partnerships."""

    title: str
    mean: str
    number: int


@dataclass(frozen=True)
class Assessing:
    """By which version a year assesses, how many have completed, the stages with the lowest first, the weakest themes
    so far, and what lowers a stage that is shown, if anything does."""

    version: int
    completed: int
    stages: Sequence[Stage]
    weakest: Sequence[Weak]
    lowering: Lowering | None


PROGRAMME = -1  # stands for the programme that is asked about


def chosen() -> Subquery:
    """The version, its stages, the keys and titles of its themes, and what it says of themes without an action."""
    facts = JSONObject(
        version="version",
        stages=path("$.scoring.stages[*]"),
        keys=path("$.themes[*].key"),
        titles=path("$.themes[*].title"),
        lowers=path("$.scoring.lower_stage_without_plan"),
        limit=path("$.scoring.plan_below"),
    )
    return Subquery(ChosenFramework.objects.filter(programme=PROGRAMME).order_by().values(facts=facts)[:1])


class JSONPath(TextField):
    """A way into a document, as PostgreSQL has it."""

    def db_type(self, connection: object) -> str:
        """The type that a cast to this one names."""
        return "jsonpath"


def path(way: str) -> Func:
    """What lies at a path of a framework's document, as a list."""
    return Func(
        "version__content", Cast(Value(way), JSONPath()), function="jsonb_path_query_array", output_field=JSONField()
    )


def sums() -> ArraySubquery:
    """Scores added up by theme and number of answered statements, which together make an exact mean."""
    standing = ThemeScore.objects.filter(
        shows=True,
        completion__reopened_at=None,
        completion__partnership__programme=PROGRAMME,
        completion__made_on__chosen_for__programme=PROGRAMME,
    )
    added = standing.order_by().values("theme", "answered").annotate(number=Count("pk"), added=Sum("total"))
    return ArraySubquery(
        added.values_list(JSONObject(theme="theme", answered="answered", number="number", total="added"))
    )


def completed() -> Subquery:
    """How many have completed an assessment or a joint review, on whatever framework."""
    standing = Completion.objects.standing().filter(partnership__programme=PROGRAMME).order_by()
    return Subquery(standing.values("partnership__programme").annotate(number=Count("pk")).values("number"))


CHOSEN, SUMS = PreparedExpression(chosen, PROGRAMME), PreparedExpression(sums, PROGRAMME)
COMPLETED = PreparedExpression(completed, PROGRAMME)


def assessing_columns() -> dict[str, Any]:
    """For a query of programmes; `assessing_in` reads them."""
    return {"assessing": CHOSEN.of(F("pk")), "theme_sums": SUMS.of(F("pk")), "completed": COMPLETED.of(F("pk"))}


def assessing_in(found: Mapping[str, Any]) -> Assessing | None:
    """From a programme's columns; None where no framework is chosen."""
    facts = found["assessing"]
    if not facts:
        return None
    stages = [Stage(each["key"], each["label"]) for each in facts["stages"]]
    titles = dict(zip(facts["keys"], facts["titles"], strict=True))
    limit, keys = Fraction(str(facts["limit"][0])), tuple(each.key for each in stages)
    lowering = Lowering(limit, keys) if any(facts["lowers"]) else None
    weakest = weakest_in(found["theme_sums"], titles)
    return Assessing(facts["version"], found["completed"] or 0, stages, weakest, lowering)


def weakest_in(rows: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> list[Weak]:
    """The lowest means first, those that are alike in the framework's order; exactly, and then written."""
    sums: dict[str, Added] = {}
    for row in rows:
        theme = row["theme"]
        sums[theme] = sums.get(theme, NOTHING) + Added(row["number"], row["total"], row["answered"])
    order = list(titles)
    means = sorted((each.total / each.number, order.index(key), key) for key, each in sums.items() if key in titles)
    return [Weak(titles[key], rounded(mean, 2), sums[key].number) for mean, _at, key in means[:MOST]]
