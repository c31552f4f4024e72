"""How far a programme year is set up, what is wrong with it, and whether it can be opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from partnerships.rules.key_dates import impossible, outside, unusual

# The steps in their order; each is the page `set_up_<step>`.
STEPS = (
    *("programme", "words", "rates", "rules", "support", "budget"),
    *("dates", "framework", "limits", "partnerships", "map", "deputy"),
)
# Those that change the terms, in versions; the others change the year at once.
OF_TERMS = ("rates", "rules", "support", "limits")
COMPLETED, IN_PROGRESS, NOT_STARTED = "completed", "in_progress", "not_started"
# Whatever stands in a new year already: settings with a default are done when somebody has saved them.
WITH_DEFAULTS = ("words", "rules", "support", "limits")
# Those that a year can do without.
OPTIONAL = ("budget", "framework", "map", "deputy")


@dataclass(frozen=True)
class SetUpFacts:
    """A year as it stands. `tiers` are those that partnerships have, `rated` those with a rate."""

    starts: date
    ends: date
    saved: frozenset[str] = frozenset()  # steps saved at least once
    is_copied: bool = False
    tiers: frozenset[str] = frozenset()
    rated: frozenset[str] = frozenset()
    dates: Mapping[str, date] = field(default_factory=dict)
    has_framework: bool = False
    partnerships: int = 0
    placed: int = 0
    empty_localities: tuple[str, ...] = ()  # names of counties without a district
    has_deputy: bool = False
    budget_lines: int = 0


@dataclass(frozen=True)
class Problem:
    """What is missing or wrong: a code, the step that mends it, whether it stops the opening, and what it is about."""

    code: str
    step: str
    stops: bool
    about: tuple[str, ...] = ()


def step_after(step: str) -> str:
    """The step that follows; empty after the last."""
    return dict(pairwise([*STEPS, ""]))[step]


def unrated(facts: SetUpFacts) -> frozenset[str]:
    """Tiers that partnerships have and that have no rate."""
    return facts.tiers - facts.rated


def problems_of(facts: SetUpFacts) -> tuple[Problem, ...]:
    """Everything that is missing or wrong, in the order of the steps; see `stops` for what keeps the year closed."""
    strangers = outside(facts.dates, facts.starts, facts.ends)
    found = (
        (not facts.rated, Problem("no_rates", "rates", True)),
        (bool(facts.rated and unrated(facts)), Problem("rates_missing", "rates", True, tuple(sorted(unrated(facts))))),
        (not facts.budget_lines, Problem("no_budget", "budget", False)),
        ("submission" not in facts.dates, Problem("no_submission_date", "dates", True)),
        (bool(strangers), Problem("dates_outside_year", "dates", True, strangers)),
        *((True, Problem("dates_impossible", "dates", True, pair)) for pair in impossible(facts.dates)),
        *((True, Problem("dates_out_of_order", "dates", False, pair)) for pair in unusual(facts.dates)),
        (not facts.has_framework, Problem("no_framework", "framework", False)),
        (not facts.partnerships, Problem("no_partnerships", "partnerships", True)),
        (
            bool(facts.empty_localities),
            Problem("locality_without_districts", "partnerships", True, facts.empty_localities),
        ),
        (not facts.has_deputy, Problem("no_deputy", "deputy", False)),
    )
    return tuple(problem for is_so, problem in found if is_so)


def stopping(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those that must be mended before the year can be opened."""
    return tuple(problem for problem in problems if problem.stops)


def states_of(facts: SetUpFacts) -> dict[str, str]:
    """Each step's state. What came from another year is in progress until somebody has looked through it."""
    return {step: _state(step, facts) for step in STEPS}


def _state(step: str, facts: SetUpFacts) -> str:
    if step in WITH_DEFAULTS:
        begun, whole = facts.is_copied, step in facts.saved
    else:
        begun, whole = WHOLE[step](facts)
        whole = whole and (step == "programme" or _is_seen(step, facts))
    return COMPLETED if whole else IN_PROGRESS if begun else NOT_STARTED


def _rates(facts: SetUpFacts) -> tuple[bool, bool]:
    return bool(facts.rated), bool(facts.rated) and not unrated(facts) and "rates" in facts.saved


def _dates(facts: SetUpFacts) -> tuple[bool, bool]:
    is_whole = len(facts.dates) > 0 and "submission" in facts.dates and "dates" in facts.saved
    return bool(facts.dates), is_whole and not outside(facts.dates, facts.starts, facts.ends)


def _partnerships(facts: SetUpFacts) -> tuple[bool, bool]:
    return facts.partnerships > 0, facts.partnerships > 0 and not facts.empty_localities


def _is_seen(step: str, facts: SetUpFacts) -> bool:
    """Whether a person has saved or looked through what there is: what is not copied, a person brought in."""
    return step in facts.saved or not facts.is_copied


# Whether a step is begun, and whether it is whole.
WHOLE: Mapping[str, Callable[[SetUpFacts], tuple[bool, bool]]] = {
    "programme": lambda facts: (True, True),
    "rates": _rates,
    "budget": lambda facts: (facts.budget_lines > 0, facts.budget_lines > 0),
    "dates": _dates,
    "framework": lambda facts: (facts.has_framework, "framework" in facts.saved),
    "partnerships": _partnerships,
    "map": lambda facts: (facts.placed > 0, 0 < facts.partnerships == facts.placed),
    "deputy": lambda facts: (facts.has_deputy, facts.has_deputy),
}
