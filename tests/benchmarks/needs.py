"""What the region needs beside its floors: `python -m tests.benchmarks.needs`.

With 38 partnerships and with 1,000 in one programme, each with a completion of twelve themes and 37 statements in this
year and in the year before, and an action for every theme below the limit in one of three. The year has its terms.
"""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse
from datetime import date
from datetime import UTC, datetime
from random import Random

import django

django.setup()

from django.test.utils import setup_databases, teardown_databases

from partnerships.models import Partnership, Programme
from selfassessment.models import Action, Assessment, CompletedAnswer, Completion, FrameworkVersion, ThemeScore
from tests.benchmarks.filling import fill, grow
from tests.benchmarks.measuring import Kind
from tests.benchmarks.pages import Page, begin, move, report
from tests.factories import PersonFactory, ProgrammeFactory, build_world
from tests.factories.frameworks import choose, given_version
from tests.factories.projects import give_terms

AT = datetime(2026, 5, 18, 15, 30, tzinfo=UTC)
PAGES = [
    Page("needs", "/needs/", Kind.LIST),
    Page("needs, by partnership", "/needs/?by=partnership", Kind.LIST),
    Page("needs, districts", "/needs/?tier=district", Kind.LIST),
    Page("needs, sums alone", "/needs/", Kind.LIST, "agency"),
    Page("learning_plan", "/needs/plan/", Kind.LIST),
    Page("actions of a theme", "/needs/plan/?theme=trust", Kind.LIST),
    Page("region, assessment", "/region/?show=assessment", Kind.LIST),
    Page("home", "/home/", Kind.HOME),
]
WHOLE = ("region, assessment", "home")  # what they tell depends on every partnership, whatever they list


def pages_of(programme: Programme) -> list[Page]:
    """Each, with how many partnerships it reads."""
    number = programme.partnerships.count()
    return [page._replace(reads=number) if page.name in WHOLE else page for page in PAGES]


def assess(programme: Programme, version: FrameworkVersion, seed: int) -> None:
    """Every partnership completes, all statements answered."""
    chance, person = Random(seed), PersonFactory()
    choose(programme, version)
    stages = [stage["key"] for stage in version.content["scoring"]["stages"]]
    statements = list(version.statements.order_by("theme_place", "place"))
    for place in programme.partnerships.order_by("pk"):
        begun = {"partnership": place, "made_on": version, "started_by": person, "started_at": AT}
        completion = Completion.objects.create(
            partnership=place,
            assessment=Assessment.objects.create(**begun),
            made_on=version,
            number=1,
            overall=2,
            stage=chance.choice(stages),
            completed_by=person,
            completed_at=AT,
        )
        given = [CompletedAnswer(completion=completion, statement=s, score=chance.randint(1, 4)) for s in statements]
        CompletedAnswer.objects.bulk_create(given)
        scores = themes_of(completion, given)
        ThemeScore.objects.bulk_create(scores)
        planned = {"made_on": version, "what": "Meet", "who": "We", "written_by": person, "written_at": AT}
        Action.objects.bulk_create(
            Action(**planned, partnership=place, theme=score.theme)
            for score in scores
            if score.total < 2.5 * score.answered and not place.pk % 3
        )


def themes_of(completion: Completion, given: list[CompletedAnswer]) -> list[ThemeScore]:
    """What its answers come to."""
    themes = dict.fromkeys(answer.statement.theme for answer in given)
    found = []
    for place, theme in enumerate(themes, 1):
        scores = [answer.score or 0 for answer in given if answer.statement.theme == theme]
        facts = {"total": sum(scores), "answered": len(scores), "applicable": len(scores), "shows": True}
        found.append(ThemeScore(completion=completion, theme=theme, place=place, **facts))
    return found


def both_years(programme: Programme, number: int) -> None:
    """So many partnerships in the year and in the one before it, the same by their codes."""
    fill(programme, number)
    give_terms(programme)
    last = ProgrammeFactory(region=programme.region, starts=date(2025, 4, 1), ends=date(2026, 3, 31))
    grow(last, number)
    for now, before in zip(programme.partnerships.order_by("pk"), last.partnerships.order_by("pk"), strict=False):
        Partnership.objects.filter(pk=before.pk).update(gss_code=f"E{now.pk:08}")
        Partnership.objects.filter(pk=now.pk).update(gss_code=f"E{now.pk:08}")
    version = given_version("key-success-criteria")
    assess(programme, version, number)
    assess(last, version, number + 1)


def measured(rounds: int) -> None:
    world = build_world()
    both_years(world.here.programme, 38)
    begin("38 partnerships")
    report(world, pages_of(world.here.programme), rounds)
    large = ProgrammeFactory()
    both_years(large, 1_000)
    move(world, large)
    begin("1,000 partnerships in the programme")
    report(world, pages_of(large), rounds)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.needs", description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for (40)")
    rounds = parser.parse_args().rounds
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measured(rounds)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
