"""The receipt of a submission: who reads it, and whom it names."""

import pytest
import time_machine

from projects.models import Seal, Sharing
from projects.services.endorsing import ask_endorsement, endorse
from projects.services.submitting import withdraw_project
from projects.services.writing import write_project
from tests.factories import RoleFactory
from tests.factories.projects import give_terms, make_project
from tests.projects.stages import (
    BEFORE,
    HOUR,
    address,
    endorsed,
    submit,
    submitted,
    told,
    written,
)

pytestmark = pytest.mark.django_db


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_a_receipt_names_people_to_those_alone_who_may_know_them(world, client):
    project = submitted(world).project
    for kind, reads in {"manager": True, "champion": True, "adviser": True, "steering": False}.items():
        client.force_login(world.people[kind])
        assert ("Odile Marchbank" in told(client.get(address(project, "receipt")))) is reads


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_the_receipt_of_what_was_withdrawn_is_the_own_peoples(world, client):
    project = submitted(world).project
    withdraw_project(project=project, by=world.people["representative"], at=BEFORE)

    for kind, status in {"representative": 200, "manager": 404, "steering": 404}.items():
        client.force_login(world.people[kind])
        assert client.get(address(project, "receipt")).status_code == status


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_who_reads_earlier_words_gets_no_receipt_of_later_ones_that_were_withdrawn(world, client):
    by = world.people["representative"]
    project = written(world, shared_with=[world.neighbour])
    newer = write_project(project=project, seen=1, words={"title": "Newer"}, by=by, at=BEFORE)
    question = ask_endorsement(project=newer, seen=2, by=by, at=BEFORE)
    endorse(endorsement=question, by=world.people["champion"], at=BEFORE)
    submit(world, newer, seen=2)
    client.force_login(world.people["steering"])
    assert "Newer" in told(client.get(address(project, "receipt")))

    withdraw_project(project=newer, by=by, at=BEFORE)

    assert client.get(f"/projects/{project.pk}/").status_code == 200
    assert client.get(address(project, "receipt")).status_code == 404


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_there_is_no_receipt_of_what_was_never_submitted(world, representative):
    assert representative.get(address(endorsed(world), "receipt")).status_code == 404


def test_once_the_grants_are_decided_a_receipt_tells_of_nothing_that_is_over(world, client):
    project = submitted(world).project
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=BEFORE)
    client.force_login(world.people["representative"])

    shown = told(client.get(address(project, "receipt")))

    assert "This year’s grants are decided, and every partnership has the decision with its reasons." in shown
    assert "Receipt can be confirmed" not in shown


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_a_receipt_says_from_when_on_it_counts_and_whether_the_county_meets_its_condition(world, client):
    give_terms(world.here.programme)
    project, area = submitted(world).project, world.here.county.area
    client.force_login(world.people["representative"])
    waits = told(client.get(address(project, "receipt")))
    assert "It counts towards the county’s condition once it is shared in the locality and received." in waits

    share(world, project)
    alone = told(client.get(address(project, "receipt")))
    assert f"It counts for {area}, which has 1 of 3 now and needs 2." in alone
    assert "once it is shared" not in alone

    make_project(world.neighbour, shared_with=[world.own], submitted=True)
    passed = told(client.get(address(project, "receipt")))
    assert f"It counts, and with it {area} meets its condition: 2 of 3, and 2 are needed." in passed

    make_project(world.here.districts[2], shared_with=[world.own], submitted=True)
    safe = told(client.get(address(project, "receipt")))
    assert f"It counts, and {area} meets its condition: 3 of 3, and 2 are needed." in safe


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_the_receipt_of_a_county_does_not_say_that_its_own_project_counts(world, client):
    give_terms(world.here.programme)
    project = make_project(world.here.county, shared_with=[world.own], submitted=True)
    RoleFactory(representative=True, partnership=world.here.county, person=world.people["no-role"])
    client.force_login(world.people["no-role"])

    assert "It counts" not in told(client.get(address(project, "receipt")))


def share(world, project):
    """With the neighbour, who has received it."""
    by = {"shared_by": world.people["representative"], "confirmed_by": world.people["manager"]}
    at = {"shared_at": BEFORE, "confirmed_at": BEFORE}
    Sharing.objects.create(edition=project.edition, partnership=world.neighbour, **by, **at)
