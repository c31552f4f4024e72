"""The demonstration's projects, each as far along as its row says, with the rows and the trail that its people's own
deeds would have left. They are written in bulk, and nobody is sent an email about what happened long ago."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Person
from audit.services import record
from demonstration.rules.calendar import moment_of
from demonstration.selectors.files import Row
from partnerships.models import Partnership, Programme, Role
from projects.models import Edition, Endorsement, Project, Sharing, Submission
from projects.models.project import PARTS
from selfassessment.models import CompletedAnswer, CompletedImprovement, Completion

# The columns of a row that name days, in the order of the deeds, and the hour at which each is done.
HOURS = {"started": 9, "shared": 10, "received": 11, "asked": 14, "endorsed": 15, "submitted": 16}
FREEZING = ("shared", "asked")  # whichever comes first makes the edition


@dataclass(frozen=True)
class Basis:
    """What a partnership's project may rest on: what stands completed, and the keys of it, the weakest first."""

    completion: Completion
    keys: list[str]

    def columns(self, wanted: int) -> dict[str, Any]:
        """Of a project that rests on one or two of them."""
        first, second, *_ = *self.keys[:wanted], ""
        return {"completion": self.completion, "first_basis": first, "second_basis": second}


@dataclass
class Story:
    """One row: the project, when each of its deeds was done, and by whom."""

    row: Row
    project: Project
    moments: dict[str, datetime]
    representative: Person
    champion: Person | None
    receiver: Partnership | None
    recipient: Person | None
    edition: Edition | None = None
    submission: Submission | None = None


def add_projects(*, programme: Programme, rows: list[Row], year: str) -> None:
    """Those of the rows that are about that year (`this` or `last`), whose partnerships have their people by now."""
    places = list(programme.partnerships.all())
    people, bases = people_of(programme), bases_of(programme)
    wanted = [row for row in rows if row["year"] == year]
    stories = [story_of(row, position, programme, places, people, bases) for position, row in enumerate(wanted)]
    write(stories)
    for story in stories:
        keep_trail(story, programme)


def people_of(programme: Programme) -> dict[tuple[int | None, str], Person]:
    """Whoever was first named in each role of a partnership."""
    roles = Role.objects.filter(programme=programme).select_related("person").order_by("-pk")
    return {(role.partnership_id, role.kind): role.person for role in roles}


def bases_of(programme: Programme) -> dict[int, Basis]:
    """By partnership, in three queries: of an assessment its scored statements, of a joint review its improvements."""
    standing = Completion.objects.standing().filter(partnership__programme=programme)
    keys: dict[int, list[str]] = {}
    scored = CompletedAnswer.objects.filter(completion__in=standing, score__isnull=False)
    for pk, key in scored.order_by("score", "statement").values_list("completion", "statement__key"):
        keys.setdefault(pk, []).append(key)
    named = CompletedImprovement.objects.filter(completion__in=standing).order_by("number")
    for pk, number in named.values_list("completion", "number"):
        keys.setdefault(pk, []).append(str(number))
    return {one.partnership_id: Basis(one, keys[one.pk]) for one in standing if one.pk in keys}


def story_of(
    row: Row,
    position: int,
    programme: Programme,
    places: list[Partnership],
    people: dict[tuple[int | None, str], Person],
    bases: dict[int, Basis],
) -> Story:
    """What a row tells; no two are told at the same minute."""
    own = next(place for place in places if (place.area, place.tier) == (row["area"], row["tier"]))
    receiver = next(
        (other for other in places if other.area == row["shared_with"] and other.locality_id == own.locality_id), None
    )
    words = {part: row[part] for part in PARTS}
    basis = bases.get(own.pk)
    rests = basis.columns(2 if row["second_improvement"] else 1) if basis else {}
    advised = row["open_to_advisers"] == "yes"
    minute = position * 7 % 60
    moments = {
        deed: moment_of(programme.starts, int(row[deed]), hour, minute) for deed, hour in HOURS.items() if row[deed]
    }
    if basis:
        moments["rested"] = max(moments["started"], basis.completion.completed_at)
    return Story(
        row=row,
        project=Project(partnership=own, open_to_advisers=advised, version=2 if basis else 1, **words, **rests),
        moments=moments,
        representative=people[own.pk, Role.Kind.REPRESENTATIVE],
        champion=people.get((own.pk, Role.Kind.CHAMPION)),
        receiver=receiver,
        recipient=people.get((receiver.pk, Role.Kind.REPRESENTATIVE)) if receiver else None,
    )


def write(stories: list[Story]) -> None:
    """Every row of every project, table by table."""
    Project.objects.bulk_create(story.project for story in stories)
    for story in stories:
        story.edition = edition_of(story)
    frozen = [story for story in stories if story.edition]
    Edition.objects.bulk_create(story.edition for story in stories if story.edition)
    for story in frozen:
        story.project.edition = story.edition
    Project.objects.bulk_update((story.project for story in frozen), ["edition"])
    Sharing.objects.bulk_create(sharing_of(story) for story in frozen if "shared" in story.moments)
    Endorsement.objects.bulk_create(endorsement_of(story) for story in frozen if "asked" in story.moments)
    submitted = [story for story in frozen if "submitted" in story.moments]
    for story in submitted:
        story.submission = Submission(
            project=story.project,
            edition=story.edition,
            submitted_by=story.representative,
            submitted_at=story.moments["submitted"],
        )
    Submission.objects.bulk_create(story.submission for story in submitted if story.submission)


def edition_of(story: Story) -> Edition | None:
    """The words, frozen when they were first shown to others; None for a draft."""
    at = min((story.moments[deed] for deed in FREEZING if deed in story.moments), default=None)
    if at is None:
        return None
    return Edition(project=story.project, number=1, made_by=story.representative, made_at=at, **story.project.whole)


def sharing_of(story: Story) -> Sharing:
    """With a receipt when the row says so."""
    received = story.moments.get("received")
    return Sharing(
        edition=story.edition,
        partnership=story.receiver,
        shared_by=story.representative,
        shared_at=story.moments["shared"],
        confirmed_by=story.recipient if received else None,
        confirmed_at=received,
    )


def endorsement_of(story: Story) -> Endorsement:
    """Asked for, and given when the row says so."""
    asked, endorsed = story.moments["asked"], story.moments.get("endorsed")
    return Endorsement(
        edition=story.edition,
        asked_by=story.representative,
        asked_at=asked,
        mailed_at=asked,
        verdict=Endorsement.Verdict.ENDORSED if endorsed else "",
        decided_by=story.champion if endorsed else None,
        decided_at=endorsed,
    )


def keep_trail(story: Story, programme: Programme) -> None:
    """An entry for each deed, as the services of projects keep it."""
    for deed, action, actor, details in deeds_of(story):
        if deed in story.moments:
            record(
                actor=actor,
                action=f"project.{action}",
                at=story.moments[deed],
                subject=story.project,
                programme_id=programme.pk,
                details=details,
            )


def deeds_of(story: Story) -> Iterator[tuple[str, str, Person | None, dict[str, Any]]]:
    """The column, the verb, who and what: of every deed there can be."""
    edition = {"edition": 1}
    shared = edition | {"partnerships": [story.receiver.pk] if story.receiver else []}
    reference = story.submission.reference if story.submission else ""
    yield "started", "started", story.representative, {}
    yield "rested", "rested", story.representative, {"statements": len(story.project.basis)}
    yield "shared", "shared", story.representative, shared
    yield "received", "received", story.recipient, shared
    yield "asked", "endorsement_asked", story.representative, edition
    yield "endorsed", "endorsed", story.champion, edition
    yield "submitted", "submitted", story.representative, edition | {"reference": reference, "late": False}
