"""Evidence is added from two windows at one moment: real threads, with a control that goes past the guard."""

import threading

import pytest
from django.db import connection

from selfassessment.errors import TooMuchEvidenceError
from selfassessment.models import Evidence
from selfassessment.services.evidence import MOST, Owner, add_evidence
from tests.factories.assessments import ASSESSED, make_assessment
from tests.factories.partners import make_partner

pytestmark = pytest.mark.django_db(transaction=True)
LINK = "https://www.example.org/log"


@pytest.fixture
def owner(world):
    """A partner with room for one more."""
    partner = make_partner(make_assessment(world.own))
    owner = Owner(partner.assessment, partner=partner)
    for number in range(MOST - 1):
        add(owner, f"Log {number}")
    return owner


def add(owner, title):
    add_evidence(owner=owner, key="one.first", title=title, link=LINK, at=ASSESSED)


def race(adding):
    """Two windows at the same moment; what became of each."""
    gate, found = threading.Barrier(2), []

    def one(title):
        try:
            gate.wait()
            adding(title, gate)
            found.append("added")
        except TooMuchEvidenceError:
            found.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(title,)) for title in ("Mine", "Yours")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_two_windows_that_add_the_last_one_at_the_same_moment_add_one(owner):
    assert race(lambda title, _: add(owner, title)) == ["added", "refused"]
    assert Evidence.objects.count() == MOST


def test_without_the_lock_both_would_find_room(owner):
    """The control: the same two count and then add, and nobody waits."""
    statement = Evidence.objects.first().statement

    def unguarded(title, gate):
        if owner.partner.evidence.count() >= MOST:
            raise TooMuchEvidenceError
        gate.wait()
        same = {"assessment": owner.assessment, "partner": owner.partner, "statement": statement}
        Evidence.objects.create(**same, title=title, link=LINK, added_at=ASSESSED)

    assert race(unguarded) == ["added", "added"]
    assert Evidence.objects.count() == MOST + 1
