"""An email about a project goes only while there is still something to do."""

import pytest

from notices.rules.kinds import kind_of
from projects.models import Endorsement, Sharing, Submission
from projects.selectors import mattering
from tests.factories import World
from tests.factories.projects import AFTER, BEFORE, make_project

pytestmark = pytest.mark.django_db


def test_a_sharing_matters_until_its_receipt_is_confirmed(world: World) -> None:
    project = make_project(world.own, shared_with=[world.neighbour], confirmed=False)
    about = {"project": project.pk, "edition": project.edition_id, "partnership": world.neighbour.pk}
    assert mattering.is_unconfirmed(about)
    Sharing.objects.update(confirmed_at=AFTER, confirmed_by=world.people["manager"])
    assert not mattering.is_unconfirmed(about)


def test_a_question_matters_until_the_champion_decides_and_a_return_until_it_is_asked_again(world: World) -> None:
    project = make_project(world.own, shared_with=[world.neighbour])
    person = world.people["representative"]
    asked = Endorsement.objects.create(edition=project.edition, asked_by=person, asked_at=BEFORE)
    about = {"project": project.pk}
    assert (mattering.is_asked(about), mattering.is_returned(about)) == (True, False)
    returned = {"verdict": "returned", "reason": "Too long", "decided_by": person, "decided_at": AFTER}
    Endorsement.objects.filter(pk=asked.pk).update(**returned)
    assert (mattering.is_asked(about), mattering.is_returned(about)) == (False, True)
    Endorsement.objects.create(edition=project.edition, asked_by=person, asked_at=AFTER)
    assert (mattering.is_asked(about), mattering.is_returned(about)) == (True, False)


def test_what_leads_to_submitting_matters_until_it_is_submitted_and_the_receipt_from_then_on(world: World) -> None:
    project = make_project(world.own, endorsed=True)
    by_project, by_partnership = {"project": project.pk}, {"partnership": world.own.pk}
    assert mattering.is_not_submitted(by_project)
    assert mattering.is_not_submitted(by_partnership)
    assert not mattering.is_submitted(by_project)
    Submission.objects.create(
        project=project, edition=project.edition, submitted_by=world.people["representative"], submitted_at=BEFORE
    )
    assert not mattering.is_not_submitted(by_project)
    assert not mattering.is_not_submitted(by_partnership)
    assert mattering.is_submitted(by_project)


@pytest.mark.parametrize(
    "kind", ["projects/shared", "projects/endorsement_asked", "projects/endorsed", "projects/submitted"]
)
def test_what_does_not_say_what_it_is_about_is_not_held_back(db: None, kind: str) -> None:
    assert kind_of(kind).still_matters({})
