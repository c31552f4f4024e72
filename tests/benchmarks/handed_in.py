"""Projects by the thousand for the benchmarks, written by COPY: championed, endorsed, shared and submitted."""

from collections.abc import Sequence

from django.db.models import OuterRef, Subquery

from accounts.models import Person
from kit.copying import copy_lines
from partnerships.models import Programme, Role
from projects.models import Edition, Endorsement, Project, Sharing, Submission
from projects.models.project import PARTS
from selfassessment.models import Assessment, CompletedAnswer, Completion
from tests.factories.frameworks import give_framework
from tests.factories.projects import WRITTEN

LONG_AGO, STAMP = "2020-01-01", WRITTEN.isoformat()


def copy_champions(programme: Programme, places: Sequence[int], by: Person) -> None:
    """One person champions them all."""
    copy_lines(
        Role,
        ("person", "kind", "programme", "partnership", "is_deputy", "organisation", "since", "version"),
        (f"{by.pk}\tchampion\t{programme.pk}\t{pk}\tf\t\t{LONG_AGO}\t1" for pk in places),
    )


def copy_projects(places: Sequence[int], by: Person) -> None:
    """A project, and an edition of it that is endorsed and submitted, for each; two of three shared with a county."""
    words, rests = "A title\tA summary\tAn improvement\t", copy_completions(places, by)
    named = (*PARTS, "completion", "first_basis", "second_basis")
    said = {pk: f"{words}\t{completion}\tone.first\t" for pk, completion in rests.items()}
    copy_lines(
        Project, ("partnership", *named, "open_to_advisers", "version"), (f"{pk}\t{said[pk]}\tf\t1" for pk in places)
    )
    projects = Project.objects.filter(partnership__in=places)
    columns = ("project", *named, "number", "made_by", "made_at")
    made = list(projects.values_list("pk", "partnership"))
    copy_lines(Edition, columns, (f"{pk}\t{said[place]}\t1\t{by.pk}\t{STAMP}" for pk, place in made))
    projects.update(edition=Subquery(Edition.objects.filter(project=OuterRef("pk")).values("pk")[:1]))
    copy_deeds(places, by)


def copy_completions(places: Sequence[int], by: Person) -> dict[int, int]:
    """A completed assessment of each, with one answer; their ids by partnership."""
    version = give_framework()
    columns = ("partnership", "made_on", "started_by", "started_at", "open_to_advisers")
    copy_lines(Assessment, columns, (f"{pk}\t{version.pk}\t{by.pk}\t{STAMP}\tf" for pk in places))
    begun = Assessment.objects.filter(partnership__in=places).values_list("pk", "partnership")
    columns = ("assessment", "partnership", "made_on", "number", "overall", "stage", "completed_by", "completed_at")
    facts = f"{version.pk}\t1\t1.0\tfirst\t{by.pk}\t{STAMP}"
    copy_lines(Completion, (*columns, "reopened_for"), (f"{pk}\t{place}\t{facts}\t" for pk, place in list(begun)))
    found = dict(Completion.objects.filter(partnership__in=places).values_list("partnership", "pk"))
    statement = version.statements.get(key="one.first").pk
    columns = ("completion", "statement", "score", "is_not_applicable", "comment")
    copy_lines(CompletedAnswer, columns, (f"{pk}\t{statement}\t1\tf\t" for pk in found.values()))
    return found


def copy_deeds(places: Sequence[int], by: Person) -> None:
    """Every edition of theirs endorsed and submitted, and two of three shared where there is somebody to share with."""
    own = Edition.objects.filter(project__partnership__in=places)
    editions = list(own.values_list("pk", "project", "project__partnership__county"))
    columns = ("edition", "asked_by", "asked_at", "verdict", "reason", "decided_by", "decided_at")
    said = f"{by.pk}\t{STAMP}"
    copy_lines(Endorsement, columns, (f"{pk}\t{said}\tendorsed\t\t{said}" for pk, _, _ in editions))
    columns = ("project", "edition", "submitted_by", "submitted_at")
    copy_lines(Submission, columns, (f"{project}\t{pk}\t{said}" for pk, project, _ in editions))
    columns = ("edition", "partnership", "shared_by", "shared_at", "confirmed_by", "confirmed_at")
    shared = ((pk, county) for pk, _, county in editions if county and pk % 3)
    copy_lines(Sharing, columns, (f"{pk}\t{county}\t{said}\t{said}" for pk, county in shared))
