"""Three partners are invited by email, and score an assessment by their links, without an account."""

import re

import pytest
from django.core import mail

from notices.services import delivering
from selfassessment.models import Partner, PartnerAnswer
from tests.factories import World
from tests.factories.assessments import make_assessment
from tests.factories.frameworks import given_version
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Ollerwick-under-Heath Voluntary Services Alliance"
FIRST = "1. The county and district partnerships have written down what each does and why at that level."
SECOND = "2. We have listed the work that needs the whole county to do it."
THEME = "Clear roles and added value"
ASKED = [
    ("Marlvale Primary Care Trust", "Health", "Nerys Oakes", "nerys@care.example"),
    ("Ollerwick Police", "Police and community safety", "Ada Vale", "ada@police.example"),
    (LONG, "Voluntary and community", "Wilf Tarn", "wilf@alliance.example"),
]


def test_three_partners_are_invited_and_score(traveller: Traveller, world: World) -> None:
    assessment = make_assessment(world.own, version=given_version("two-tier-working"))
    traveller.window.sign_in(world.people["representative"])
    invite_three(traveller, world.own.pk)
    links = links_in_the_mails_that_go()
    traveller.window.context.clear_cookies()

    for number, (organisation, *_rest) in enumerate(ASKED):
        traveller.open(links[number])
        score(traveller, organisation, looks=number == 0)
    traveller.open(f"/partnerships/{world.own.pk}/assessment/")
    traveller.arrive("Sign in")

    traveller.window.sign_in(world.people["representative"])
    see_how_far_they_are(traveller, world.own.pk)
    take_one_off(traveller)
    traveller.window.context.clear_cookies()
    traveller.open(links[2])
    traveller.arrive("You are no longer asked to score")
    traveller.look("taken off")
    assert PartnerAnswer.objects.count() == 6
    assert Partner.objects.standing().filter(assessment=assessment, finished_at__isnull=False).count() == 2


def invite_three(traveller: Traveller, partnership: int) -> None:
    traveller.open(f"/partnerships/{partnership}/assessment/")
    traveller.follow("Ask your partners")
    traveller.arrive("Partners who score the assessment")
    traveller.see("Nobody is asked yet")
    traveller.look("nobody asked")
    for organisation, sector, name, email in ASKED:
        traveller.press("Invite a partner")
        traveller.arrive("Invite a partner")
        traveller.fill("Organisation", organisation)
        traveller.pick("Sector", sector)
        traveller.fill("Full name of who answers for it", name)
        if organisation == LONG:
            mistake(traveller)
        traveller.fill("Email address", email)
        traveller.press("Send the invitation")
        traveller.see(f"{organisation} is asked. The email goes to {email}")
    traveller.look("three asked")


def mistake(traveller: Traveller) -> None:
    """The address of another partner."""
    traveller.look("inviting")
    traveller.fill("Email address", "ada@police.example")
    traveller.press("Send the invitation")
    said = "Ollerwick Police was asked at this address. Enter another address, or take that partner off first"
    traveller.told("Email address", said)
    traveller.holds("Organisation", LONG)
    traveller.look("an address that is taken")
    traveller.mend(said, "Email address")


def links_in_the_mails_that_go() -> list[str]:
    """By the order in which they were asked."""
    delivering.drain(seconds=60)
    bodies = {each.to[0]: str(each.body) for each in mail.outbox}
    return [re.search(r"/score/\S+", bodies[email])[0] for *_rest, email in ASKED]


def score(traveller: Traveller, organisation: str, *, looks: bool) -> None:
    traveller.arrive("How well does Ollerwick Partnership work?")
    traveller.see("There are 19 statements, which take about 20 minutes.")
    if looks:
        traveller.look("a partner begins")
    traveller.press(f"Start with {THEME}")
    traveller.arrive(THEME)
    traveller.choose(FIRST, "2. Partly in place")
    traveller.fill("What you base statement 1 on (optional)", f"As {organisation} sees it")
    traveller.choose(SECOND, "Not applicable")
    if looks:
        traveller.look("a partner scores")
        add_evidence(traveller)
    traveller.press("Save and come back later")
    traveller.arrive("2 of 19 statements answered")
    if looks:
        traveller.look("a partner comes back")
        traveller.press(f"Go on with {THEME}")
        traveller.holds("What you base statement 1 on (optional)", f"As {organisation} sees it")
        traveller.press("Save and come back later")
    finish_with_the_rest_open(traveller, looks=looks)
    if looks:
        traveller.look("a partner has finished")
        traveller.press("Change my answers")
        finish_with_the_rest_open(traveller, looks=False)


def finish_with_the_rest_open(traveller: Traveller, *, looks: bool) -> None:
    traveller.press("I have finished")
    traveller.arrive("17 statements are not answered. Finish all the same?")
    if looks:
        traveller.look("a partner leaves statements open")
        traveller.follow("Go on answering")
        traveller.arrive("2 of 19 statements answered")
        traveller.press("I have finished")
    traveller.press("Finish all the same")
    traveller.arrive("You have finished")


def add_evidence(traveller: Traveller) -> None:
    traveller.press("Save and add evidence")
    traveller.arrive("Evidence")
    traveller.choose("Which statement does it show?", FIRST)
    traveller.fill("What is it?", "Minutes of the executive, May")
    traveller.choose("Is it a file or a link?", "A link")
    traveller.fill("The link", "www.care.example/minutes")
    traveller.press("Add the evidence")
    traveller.told("The link", "Enter a link that starts with https:// or http://")
    traveller.look("a bad link")
    traveller.fill("The link", "https://www.care.example/minutes")
    traveller.press("Add the evidence")
    traveller.see("The evidence is added", "Minutes of the executive, May")
    traveller.look("evidence added")
    traveller.follow(THEME)
    traveller.see("Evidence: Minutes of the executive, May")


def see_how_far_they_are(traveller: Traveller, partnership: int) -> None:
    traveller.open(f"/partnerships/{partnership}/assessment/")
    traveller.see("3 partners asked. 3 have finished.")
    traveller.look("the assessment with partners")
    traveller.follow("See how far they are")
    traveller.see("2 of 19", "Finished")
    traveller.look("three have finished")


def take_one_off(traveller: Traveller) -> None:
    traveller.follow(LONG)
    traveller.arrive(LONG)
    traveller.look("a partner")
    traveller.follow("Take this partner off")
    traveller.arrive(f"Take {LONG} off?")
    traveller.look("taking off")
    traveller.press("Take it off")
    traveller.see(f"{LONG} is taken off")
