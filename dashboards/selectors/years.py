"""A programme year with everything that several rooms know of it."""

from dataclasses import dataclass

from ledger.selectors import Budget, budget_of
from partnerships.models import KeyDate, Programme, Rate, Role, Terms
from partnerships.rules.setting_up import OPTIONAL, STEPS, Problem, SetUpFacts, problems_of, states_of, stopping
from partnerships.selectors.programmes import terms_drafted, terms_in_force
from partnerships.selectors.setting_up import Known, dates_and_invited, managers_of, set_up_facts
from partnerships.selectors.steps import step_title
from partnerships.selectors.terms_in_words import Said, in_words


@dataclass(frozen=True)
class Task:
    """One step of the task list; its page is `set_up_<step>`."""

    step: str
    title: str
    state: str
    is_optional: bool

    @property
    def url_name(self) -> str:
        """The step's page."""
        return f"set_up_{self.step}"


@dataclass(frozen=True)
class SetUp:
    """How far a year is set up."""

    facts: SetUpFacts
    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...]

    @property
    def completed(self) -> int:
        """How many steps are."""
        return sum(task.state == "completed" for task in self.tasks)

    @property
    def stops(self) -> tuple[Problem, ...]:
        """What must be mended before the year can be opened."""
        return stopping(self.problems)

    @property
    def advice(self) -> tuple[Problem, ...]:
        """What is missing and stops nothing."""
        return tuple(problem for problem in self.problems if not problem.stops)


@dataclass(frozen=True)
class Year:
    """What a year's page shows; `terms` is the draft while the year is being set up."""

    programme: Programme
    terms: Terms | None
    said: tuple[Said, ...]
    dates: tuple[KeyDate, ...]
    budget: Budget
    managers: tuple[Role, ...]
    invited: str  # who was asked to be the deputy, if anybody

    @property
    def has_deputy(self) -> bool:
        """Whether one is named or asked."""
        return bool(self.invited) or any(role.is_deputy for role in self.managers)

    @property
    def rates(self) -> tuple[Rate, ...]:
        """Of the terms shown."""
        return tuple(self.terms.rates.all()) if self.terms else ()


def set_up_of(programme: Programme, budget_lines: int, year: Year | None = None) -> SetUp:
    """The steps, their states, and what is missing or wrong; what `year` has is not read again."""
    known = Known(year.terms, year.dates, year.has_deputy) if year else None
    facts = set_up_facts(programme, budget_lines=budget_lines, known=known)
    states = states_of(facts)
    tasks = tuple(Task(step, step_title(step, programme), states[step], step in OPTIONAL) for step in STEPS)
    return SetUp(facts, tasks, problems_of(facts))


def usual_terms(programme: Programme) -> Terms:
    """What holds where nobody has chosen anything yet; never stored."""
    return Terms(programme=programme, number=1)


def year_of(programme: Programme) -> Year:
    """The whole year, in a fixed number of queries."""
    terms = terms_in_force(programme) if programme.is_set_up else terms_drafted(programme)
    dates, invited = dates_and_invited(programme)
    return Year(
        programme=programme,
        terms=terms,
        said=tuple(in_words(terms or usual_terms(programme), programme)),
        dates=tuple(dates),
        budget=budget_of(programme),
        managers=tuple(managers_of(programme)),
        invited=invited,
    )
