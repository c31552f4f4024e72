"""From an agreement that a partnership delivers to its joint review, completed with its receipt and its document."""

import pytest

from partnerships.models import Partnership
from selfassessment.models import Completion, JointReview
from selfassessment.rules.reviewing import Finding, mark_of
from selfassessment.services.reviews import write_finding
from tests.factories import World
from tests.factories.assessments import ASSESSED
from tests.factories.frameworks import choose, given_version
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = "When was the review held?"
GOVERNMENT, PARTNERSHIP = "Who took part for government?", "Who took part for the partnership?"
LEVEL, FOUND = "At what level is it?", "What did the review find?"
FIRST, SECOND = "Clear roles and added value", "The right geography"


def test_recording_a_joint_review(traveller: Traveller, world: World) -> None:
    choose(world.here.programme, given_version("two-tier-working"))
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)
    traveller.window.sign_in(world.people["representative"])
    begin(traveller, world.own.pk)
    tell_the_meeting(traveller)
    find(traveller, world)
    improve(traveller)
    attach(traveller)
    complete(traveller)
    assert Completion.objects.get().is_joint


def begin(traveller: Traveller, partnership: int) -> None:
    traveller.open(f"/partnerships/{partnership}/")
    traveller.follow("Not started")
    traveller.see("What it found in 5 themes", "About 20 minutes with your notes at hand.")
    traveller.look("before it begins")
    traveller.press("Start the joint review")
    traveller.see("Your joint review", "Not started")
    traveller.look("its parts")


def tell_the_meeting(traveller: Traveller) -> None:
    traveller.press("Say when it was and who took part")
    traveller.fill("Day", "6", group=DAY)
    traveller.fill("Month", "5", group=DAY)
    traveller.fill("Year", "2025", group=DAY)
    traveller.fill(GOVERNMENT, "Government office, Dorothea Penhallow")
    traveller.fill(PARTNERSHIP, "The board")
    traveller.press("Save")
    traveller.see("The day of the review must be the same as or after 1 April 2026")
    traveller.look("a day of last year")
    traveller.holds(GOVERNMENT, "Government office, Dorothea Penhallow")
    traveller.fill("Year", "2026", group=DAY)
    traveller.press("Save")
    traveller.see("Held on 6 May 2026")


def find(traveller: Traveller, world: World) -> None:
    """The champion writes of the same theme meanwhile."""
    traveller.press(f"Go on with {FIRST}")
    traveller.look("a theme")
    traveller.choose(LEVEL, "2. Partly in place")
    traveller.fill(FOUND, "Duties are agreed and not yet written down")
    by = world.people["champion"]
    given = {"theme": "roles", "finding": Finding(1, "Nothing is written"), "seen": mark_of(None)}
    write_finding(review=JointReview.objects.get(), **given, by=by, at=ASSESSED)
    traveller.press("Save and continue")
    traveller.see("Percy Lightbody changed this while you were working on it", "Saved meanwhile: Nothing is written")
    traveller.look("somebody else was first")
    traveller.press("Save and continue")
    traveller.see(SECOND)
    traveller.choose(LEVEL, "The review did not look at this")
    traveller.press("Save and come back later")
    traveller.see("2. Partly in place", "Not looked at")


def improve(traveller: Traveller) -> None:
    traveller.follow("Key improvements")
    traveller.fill("What is to improve?", "Write down who does what", group="Key improvement")
    traveller.press("Save")
    traveller.see("Select the theme of the key improvement")
    traveller.look("an improvement without a theme")
    traveller.page.get_by_label("Theme").first.select_option(FIRST)
    traveller.press("Save")
    traveller.see("1 named")


def attach(traveller: Traveller) -> None:
    traveller.follow("Document")
    traveller.look("attaching the document")
    file = {"name": "Minutes.txt", "mimeType": "text/plain", "buffer": b"What was said on the day.\n"}
    traveller.page.get_by_label("Document").set_input_files(file)  # type: ignore[arg-type]
    traveller.press("Attach")
    traveller.see("Minutes.txt")
    traveller.look("all its parts")


def complete(traveller: Traveller) -> None:
    traveller.follow("Check and complete")
    traveller.see("Duties are agreed and not yet written down", "Write down who does what")
    traveller.look("checking it")
    traveller.press("Complete the joint review")
    traveller.see("Your receipt is A0", "Overall 2.00")
    traveller.look("the result")
