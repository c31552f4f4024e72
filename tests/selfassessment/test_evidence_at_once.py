"""Evidence is added from two windows at one moment: real threads, with a control that goes past the guard."""

import pytest

from selfassessment.errors import TooMuchEvidenceError
from selfassessment.models import Evidence
from selfassessment.services.evidence import MOST, Owner, add_evidence
from tests.at_once import at_once, meeting
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


def windows(adding):
    """Two windows at the same moment; how many are told that there is no room."""
    told = at_once(lambda: adding("Mine"), lambda: adding("Yours"), refused=(TooMuchEvidenceError,))
    return told.count(TooMuchEvidenceError)


def test_two_windows_that_add_the_last_one_at_the_same_moment_add_one(owner):
    assert windows(lambda title: add(owner, title)) == 1
    assert Evidence.objects.count() == MOST


def test_without_the_lock_both_would_find_room(owner):
    """The control: the same two count and then add, and nobody waits."""
    statement, both = Evidence.objects.first().statement, meeting(2)

    def unguarded(title):
        if owner.partner.evidence.count() >= MOST:
            raise TooMuchEvidenceError
        both.wait()
        same = {"assessment": owner.assessment, "partner": owner.partner, "statement": statement}
        Evidence.objects.create(**same, title=title, link=LINK, added_at=ASSESSED)

    assert windows(unguarded) == 0
    assert Evidence.objects.count() == MOST + 1
