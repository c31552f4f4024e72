"""The pages from projects to awards beside their floors: `python -m tests.benchmarks.awarding`.

Three times: 38 partnerships alone, the same with 10,000 of other programmes beside them, and 1,000 in one programme.
Each time in two programmes: one whose submission has closed, and one whose grants are prepared, then confirmed.
"""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse
from collections.abc import Iterator

import django

django.setup()

from django.core.signals import request_started
from django.test.utils import setup_databases, teardown_databases

from grants.models import Determination, Outcome
from grants.selectors.determinations import decided_region
from grants.selectors.eligibility import eligibility_of, region, settings_of
from grants.selectors.places import places_in
from grants.selectors.recount import recount
from grants.selectors.simulations import Ticks, as_ticked, assumption, changes_between, ticks_in
from grants.services.determining import confirm_determination, prepare_determination
from grants.services.simulations import save_simulation
from partnerships.models import Partnership, Programme
from partnerships.rules.deadlines import local_day
from projects.models import Project
from projects.selectors.progress import progress_in
from tests.benchmarks.filling import fill
from tests.benchmarks.handed_in import copy_projects
from tests.benchmarks.measuring import Kind, Measured
from tests.benchmarks.pages import Page, Taken, begin, compare, move, report
from tests.factories import PersonFactory, ProgrammeFactory, RoleFactory, World, build_world
from tests.factories.projects import AFTER, give_line, give_terms

SIMULATIONS = 5
MONEY = "99999999.00"


def hand_in(programme: Programme, number: int) -> Programme:
    """So many partnerships, two of three with a project, under terms; a line of money and some simulations."""
    fill(programme, number)
    give_terms(programme)
    give_line(programme, MONEY)
    places = programme.partnerships.order_by("pk").values_list("pk", flat=True)
    copy_projects([pk for number, pk in enumerate(places) if number % 3], PersonFactory())
    simulate(programme, set(places))
    return programme


def simulate(programme: Programme, places: set[int]) -> None:
    """Guesses of one manager: fewer and fewer come in."""
    by = RoleFactory(manager=True, programme=programme).person
    live = eligibility_of(programme, on=local_day(AFTER))
    assert live is not None
    for number in range(SIMULATIONS):
        come = frozenset(pk for pk in places if pk % SIMULATIONS >= number)
        assumed = assumption(live, Ticks(come, come), settings_of(live.terms))
        save_simulation(programme=programme, name=f"Guess {number}", is_shown=True, assumed=assumed, by=by, at=AFTER)


def prepare(programme: Programme) -> Determination:
    """By one manager."""
    by, line = RoleFactory(manager=True, programme=programme).person, programme.budget_lines.get()
    return prepare_determination(programme=programme, line=line, minute="4", by=by, at=AFTER)


def confirm(determination: Determination) -> None:
    """By another."""
    by = RoleFactory(manager=True, programme=determination.programme).person
    confirm_determination(determination=determination, by=by, at=AFTER)


def before(programme: Programme) -> Iterator[Page]:
    """While it is not decided."""
    all_of_it = programme.partnerships.count()
    county = programme.partnerships.filter(tier=Partnership.Tier.COUNTY).order_by("-pk")[0]
    district = Project.objects.filter(partnership__programme=programme, partnership__county=county)[0]
    simulation = programme.simulations.all()[0]
    yield Page("projects", "/projects/", Kind.LIST)
    yield Page("projects, filtered", "/projects/?q=a&state=submitted", Kind.LIST)
    yield Page("projects, representative", "/projects/", Kind.LIST, "representative")
    yield Page("project", f"/projects/{district.pk}/", Kind.DETAIL)
    yield Page("project, representative", f"/projects/{own_project(programme).pk}/", Kind.DETAIL, "representative")
    yield Page("submission", "/submission/", Kind.LIST)
    yield Page("eligibility", "/grants/", Kind.LIST, reads=all_of_it)
    yield Page("eligibility, filtered", "/grants/?q=a&tier=district", Kind.LIST, reads=all_of_it)
    yield Page("county_condition", f"/grants/counties/{county.pk}/", Kind.WHOLE, reads=all_of_it)
    yield Page("simulator", "/grants/simulator/", Kind.WHOLE, reads=all_of_it)
    yield Page("simulations", "/grants/simulations/", Kind.LIST, reads=all_of_it)
    yield Page("simulation", f"/grants/simulations/{simulation.pk}/", Kind.WHOLE, reads=all_of_it)
    yield Page("prepare_determination", "/grants/determinations/prepare/", Kind.DETAIL, reads=all_of_it)


def own_project(programme: Programme) -> Project:
    """Of the first district, where the representative is."""
    place = programme.partnerships.filter(tier=Partnership.Tier.DISTRICT).order_by("pk")[0]
    return Project.objects.get_or_create(partnership=place, defaults={"title": "A title"})[0]


def after(programme: Programme) -> Iterator[Page]:
    """Once it is prepared; and then once it is confirmed, by which time nothing else may be on the page."""
    sheet = programme.determinations.get()
    award = Outcome.objects.filter(determination=sheet, tier="district").order_by("-pk")[0]
    said = sheet.get_state_display().lower()
    all_of_it = programme.partnerships.count()
    yield Page(f"determination, {said}", f"/grants/determinations/{sheet.pk}/", Kind.WHOLE, reads=all_of_it)
    yield Page(f"determinations, {said}", "/grants/determinations/", Kind.LIST)
    if sheet.state == Determination.State.CONFIRMED:
        yield Page("awards", "/grants/awards/", Kind.LIST)
        yield Page("award", f"/grants/awards/{award.pk}/", Kind.DETAIL)
        yield Page("ledger", "/ledger/", Kind.LIST)


def told(world: World, waiting: Programme, prepared: Programme, decided: Programme, rounds: int, said: str) -> Taken:
    """One table, of three programmes alike."""
    begin(said)
    taken: dict[str, Measured] = {}
    for programme, pages in ((waiting, before), (prepared, after), (decided, after)):
        move(world, programme)
        taken |= report(world, pages(programme), rounds)
    return taken


def measured(rounds: int) -> None:
    world = build_world()
    small = [world.here.programme, *ProgrammeFactory.create_batch(2)]
    for programme in small:
        hand_in(programme, 38)
    prepare(small[1])
    confirm(prepare(small[2]))
    alone = told(world, *small, rounds, "38 partnerships")
    large = ProgrammeFactory.create_batch(10)
    for programme in large:
        hand_in(programme, 1_000)
    for programme in large[1:]:
        last = prepare(programme)
        if programme != large[1]:
            confirm(last)
    crowded = told(world, *small, rounds, "38 partnerships, 10,000 in the database")
    told(world, *large[:3], rounds, "1,000 partnerships in the programme")
    compare(alone, crowded)


def forget(**_signal: object) -> None:
    """What the process remembers of facts it has seen."""
    for kept in (progress_in, region, as_ticked, changes_between, ticks_in, recount, decided_region, places_in):
        kept.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.awarding", description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for (40)")
    parser.add_argument("--forget", action="store_true", help="as the first to look since the facts changed")
    chosen = parser.parse_args()
    if chosen.forget:
        request_started.connect(forget)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measured(chosen.rounds)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
