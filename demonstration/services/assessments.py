"""The demonstration's frameworks, and the self-assessments of a year: each as far as its row of `assessments.csv` says.

A row has a group of letters for each theme, and in it one for each statement, both in the framework's order: a score,
`n` for not applicable, `-` for not answered. `about` and `comment` are what was written beside one statement.
"""

from datetime import datetime
from pathlib import Path

from accounts.models import Person
from demonstration.rules.calendar import moment_of
from demonstration.selectors.files import Row
from partnerships.models import Partnership, Programme, Role
from selfassessment.models import FrameworkVersion
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.rules.framework import Framework as Words
from selfassessment.rules.reading import read_framework
from selfassessment.rules.scoring import NOT_APPLICABLE, Answer
from selfassessment.selectors.frameworks import EVERYWHERE, chosen_version, words_of
from selfassessment.services.answering import answer_statements, start_assessment
from selfassessment.services.completing import complete_assessment
from selfassessment.services.frameworks import choose_framework, load_framework

FOLDER = Path(__file__).parents[2] / "selfassessment" / "frameworks"
BEGUN, DONE = 10, 15  # the hours
UNANSWERED, LEFT_OUT = "-", "n"


def load_frameworks(*, at: datetime) -> None:
    """Those that come with the portal."""
    for path in sorted(FOLDER.glob("*.yaml")):
        load_framework(words=read_framework(path.read_text(encoding="utf-8")), at=at)


def choose(programme: Programme, key: str, *, at: datetime) -> None:
    """One of them for the year."""
    versions = FrameworkVersion.objects.filter(framework__key=key, framework__region=EVERYWHERE)
    choose_framework(programme=programme, version=versions.latest("number"), by=None, at=at)


def add_assessments(*, programme: Programme, rows: list[Row], year: str) -> None:
    """Those of the rows that are about that year (`this` or `last`), by the services that people's own deeds use."""
    version = chosen_version(programme)
    if version is None:
        return
    words = words_of(version)
    places = {(place.area, place.tier): place for place in programme.partnerships.all()}
    people = representatives_of(programme)
    for row in rows:
        if row["year"] == year:
            place = places[row["area"], row["tier"]]
            add_assessment(row, place, words, by=people[place.pk])


def representatives_of(programme: Programme) -> dict[int | None, Person]:
    """Whoever was first named to represent each partnership."""
    roles = Role.objects.filter(programme=programme, kind=Role.Kind.REPRESENTATIVE)
    return {role.partnership_id: role.person for role in roles.select_related("person").order_by("-pk")}


def add_assessment(row: Row, place: Partnership, words: Words, *, by: Person) -> None:
    """Begun and answered on one day, and completed on another where the row says so."""
    began = moment_of(place.programme.starts, int(row["started"]), BEGUN)
    assessment = start_assessment(partnership=place, by=by, at=began)
    given = {key: (answer, NOTHING.mark) for key, answer in answers_of(row, words).items()}
    answer_statements(assessment=assessment, given=given, by=by, at=began)
    if row["completed"]:
        done = moment_of(place.programme.starts, int(row["completed"]), DONE)
        complete_assessment(assessment=assessment, by=by, at=done)


def answers_of(row: Row, words: Words) -> dict[str, Given]:
    """By statement key, what a row says; raises ValueError when its letters are not those of the framework."""
    groups = zip(words.themes, row["answers"].split(), strict=True)
    pairs = [pair for theme, letters in groups for pair in zip(theme.statements, letters, strict=True)]
    return {
        statement.key: Given(answer_of(letter), row["comment"] if statement.key == row["about"] else "")
        for statement, letter in pairs
        if letter != UNANSWERED
    }


def answer_of(letter: str) -> Answer:
    """A score, or not applicable."""
    return NOT_APPLICABLE if letter == LEFT_OUT else int(letter)
