"""The demonstration's frameworks, and the self-assessments of a year: each as far as its row of `assessments.csv` says.

A row has a group of letters for each theme, and in it one for each statement, both in the framework's order: a score,
`n` for not applicable, `-` for not answered. `about` and `comment` are what was written beside one statement. Drafts
are written in bulk, as the services of people at work leave them; what is completed is completed by the service itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from accounts.models import Person
from demonstration.rules.calendar import moment_of
from demonstration.selectors.files import Row
from partnerships.models import Partnership, Programme, Role
from selfassessment.models import AgreedAnswer, Assessment, FrameworkVersion
from selfassessment.rules.answering import Given
from selfassessment.rules.framework import Framework as Words
from selfassessment.rules.reading import read_framework
from selfassessment.rules.scoring import NOT_APPLICABLE, Answer
from selfassessment.selectors.frameworks import EVERYWHERE, chosen_version, words_of
from selfassessment.services.answering import columns_of, note
from selfassessment.services.completing import complete_assessment
from selfassessment.services.frameworks import choose_framework, load_framework

FOLDER = Path(__file__).parents[2] / "selfassessment" / "frameworks"
BEGUN, AGREED, DONE = 10, 13, 15  # the hours
UNANSWERED, LEFT_OUT = "-", "n"


@dataclass(frozen=True)
class Setting:
    """A year that its partnerships are assessed in: the framework chosen for it, and whoever represents each."""

    starts: date
    version: FrameworkVersion
    words: Words
    statements: dict[str, int]  # the ids by key
    places: dict[tuple[str, str], Partnership]
    people: dict[int | None, Person]

    def place(self, row: Row) -> Partnership:
        """Whose row it is."""
        return self.places[row["area"], row["tier"]]

    def person(self, row: Row) -> Person:
        """Who represents it."""
        return self.people[self.place(row).pk]

    def at(self, day: str, hour: int) -> datetime:
        """That hour of a day of the year, which a row counts from its first."""
        return moment_of(self.starts, int(day), hour)


def load_frameworks(*, at: datetime) -> None:
    """Those that come with the portal."""
    for path in sorted(FOLDER.glob("*.yaml")):
        load_framework(words=read_framework(path.read_text(encoding="utf-8")), at=at)


def choose(programme: Programme, key: str, *, at: datetime) -> None:
    """One of them for the year."""
    versions = FrameworkVersion.objects.filter(framework__key=key, framework__region=EVERYWHERE)
    choose_framework(programme=programme, version=versions.latest("number"), by=None, at=at)


def setting_of(programme: Programme) -> Setting:
    """The year as its rows need it."""
    version = chosen_version(programme)
    assert version is not None, "a year has chosen its framework before it is assessed by it"
    return Setting(
        starts=programme.starts,
        version=version,
        words=words_of(version),
        statements=dict(version.statements.values_list("key", "pk")),
        places={(place.area, place.tier): place for place in programme.partnerships.all()},
        people=representatives_of(programme),
    )


def representatives_of(programme: Programme) -> dict[int | None, Person]:
    """Whoever was first named to represent each partnership."""
    roles = Role.objects.filter(programme=programme, kind=Role.Kind.REPRESENTATIVE)
    return {role.partnership_id: role.person for role in roles.select_related("person").order_by("-pk")}


def add_drafts(setting: Setting, rows: Iterable[Row]) -> dict[int, Assessment]:
    """Begun and answered by the partnership; two statements, and two of the trail a row."""
    begun = [(row, draft_of(setting, row)) for row in rows]
    Assessment.objects.bulk_create(assessment for _row, assessment in begun)
    AgreedAnswer.objects.bulk_create(
        AgreedAnswer(
            assessment=assessment,
            statement_id=setting.statements[key],
            written_by=assessment.started_by,
            written_at=agreed_at(setting, row),
            **columns_of(given),
        )
        for row, assessment in begun
        for key, given in answers_of(row, setting.words).items()
    )
    for row, assessment in begun:
        by, number = assessment.started_by, len(answers_of(row, setting.words))
        note("assessment.started", assessment, by=by, at=assessment.started_at)
        note("assessment.answered", assessment, by=by, at=agreed_at(setting, row), details={"statements": number})
    return {assessment.partnership_id: assessment for _row, assessment in begun}


def draft_of(setting: Setting, row: Row) -> Assessment:
    """One row's, not stored yet."""
    return Assessment(
        partnership=setting.place(row),
        made_on=setting.version,
        started_by=setting.person(row),
        started_at=setting.at(row["started"], BEGUN),
    )


def agreed_at(setting: Setting, row: Row) -> datetime:
    """When the partnership wrote what it agrees: on the day it completed, or while it is under way on its first."""
    return setting.at(row["completed"] or row["started"], AGREED)


def complete(setting: Setting, rows: Iterable[Row], drafts: dict[int, Assessment]) -> None:
    """Those whose row says on which day."""
    for row in rows:
        if row["completed"]:
            at = setting.at(row["completed"], DONE)
            complete_assessment(assessment=drafts[setting.place(row).pk], by=setting.person(row), at=at)


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
