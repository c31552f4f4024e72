"""Plants what champions said (row 12), and projects that were handed in, on the projects of `planting_projects`."""

from accounts.models import Person
from projects.models import Endorsement, Project, Submission
from tests.access.planting_projects import WRITTEN, shared_projects
from tests.access.things import Thing, canary
from tests.factories import World

FIELDS = {"asked_at": WRITTEN, "decided_at": WRITTEN, "verdict": "returned"}


def endorsements(world: World, person: Person | None) -> list[Thing]:
    """Each project was returned with a reason that only row 12 may read."""
    return [returned(thing) for thing in shared_projects(world, person)]


def returned(thing: Thing) -> Thing:
    edition = Project.objects.get(pk=thing.kwargs["pk"]).edition
    assert edition is not None
    reason = canary("reason", edition.project.partnership.programme.key, edition.project.partnership.area)
    made = Endorsement.objects.create(
        edition=edition, reason=reason, asked_by=edition.made_by, decided_by=edition.made_by, **FIELDS
    )
    data = {"question": made.pk, "verdict": "returned", "reason": "Not clear who leads"}
    return Thing("12", thing.place, "endorsement", thing.marks, thing.kwargs, (reason,), data)


def receipts_of_projects(world: World, person: Person | None) -> list[Thing]:
    """Each project was submitted once, and taken back, in the words that others read."""
    return [handed_in(thing) for thing in shared_projects(world, person)]


def handed_in(thing: Thing) -> Thing:
    project = Project.objects.get(pk=thing.kwargs["pk"])
    edition = project.edition
    assert edition is not None
    moments = {"submitted_at": WRITTEN, "withdrawn_at": WRITTEN}
    Submission.objects.create(
        project=project, edition=edition, submitted_by=edition.made_by, withdrawn_by=edition.made_by, **moments
    )
    return Thing("11", thing.place, "receipt", thing.marks, thing.kwargs, (edition.title,))
