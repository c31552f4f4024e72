"""Who hears what was decided of a grant: once each, with the amount, what it rests on and the letter's own reason."""

import html
import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.models import Determination, Outcome
from grants.notifications.awards import reason_of, said_of_reason, tell_awarded
from grants.selectors.awards import award_of, awards_of
from grants.selectors.determinations import outcomes_of
from grants.services.determining import confirm_determination
from notices.models import Choice, Message
from partnerships.models import Partnership
from tests.factories import RoleFactory, World
from tests.grants.deciding import LATER, confirmed, failed, prepared, ready, take_back
from tests.kit.govuk_ui.rendering import words

pytestmark = pytest.mark.django_db


def told() -> dict[str, Message]:
    """What was sent, by address."""
    return {message.to: message for message in Message.objects.filter(kind="grants/awarded")}


def name_people(*partnerships: Partnership) -> list[str]:
    """A representative and a champion of each; returns their addresses."""
    roles = [
        RoleFactory(**{kind: True}, partnership=one) for one in partnerships for kind in ("representative", "champion")
    ]
    return [role.person.email for role in roles]


def test_representatives_and_champions_hear_once_and_nobody_else(world: World) -> None:
    named = name_people(world.here.single)
    over = RoleFactory(representative=True, partnership=world.here.single, until=LATER.date().replace(year=2025))
    ready(world)
    before = Message.objects.count()
    confirmed(world)

    own = [world.people["representative"].email, world.people["champion"].email]
    heard = set(Message.objects.filter(kind="grants/awarded").values_list("to", flat=True))
    assert {*named, *own} <= heard
    assert not heard & {over.person.email, world.people["manager"].email, world.people["adviser"].email}
    assert Message.objects.filter(kind="grants/awarded").count() == len(heard) > before


def test_the_words_have_the_amount_the_minute_the_reason_and_the_way(world: World) -> None:
    ready(world)
    determination = confirmed(world)
    outcome = determination.outcomes.get(partnership=world.own)
    message = told()[world.people["representative"].email]

    assert message.subject == f"{world.own.area} is awarded £6,300.00"
    assert "the steering group’s minute SG 4/7. It was confirmed on" in message.text
    assert reverse("award", args=[outcome.pk]) in message.text
    assert "has a project: its champion endorsed it, and it was submitted." in message.text
    assert message.about == {"determination": determination.pk, "awards": [outcome.pk]}
    assert (message.programme_id, message.state) == (world.here.programme.pk, "queued")


def test_who_loses_the_offer_hears_it_kindly_and_why(world: World) -> None:
    failed(world)
    confirmed(world)
    message = told()[world.people["champion"].email]
    assert message.subject == f"The offer to {world.own.area} is withdrawn"
    assert "We are sorry to tell you that the offer of £6,300.00" in message.text
    assert "The condition was not met." in message.text


def test_of_money_that_is_held_the_subject_and_the_award_say_so_and_whom_to_write_to(client, world: World) -> None:
    take_back(ready(world), world.own)
    outcome = confirmed(world).outcomes.get(partnership=world.own)
    message = told()[world.people["representative"].email]
    client.force_login(world.people["representative"])
    award = words(client.get(reverse("award", args=[outcome.pk])).content.decode())

    assert message.subject == f"{world.own.area} is awarded £6,300.00, held until it has a project"
    assert "Payment waits until it has a project." in message.text
    assert f"{message.subject} Why" in award
    assert "none can be submitted any more: write to the programme manager about what was missing." in award


def test_the_reason_is_the_letters_word_for_word(world: World) -> None:
    Partnership.objects.filter(pk=world.own.pk).update(area="O'Brien & Sons <Vale>")
    failed(world)
    determination = confirmed(world)
    award = award_of(determination.outcomes.select_related("partnership").get(partnership=world.own))
    drawn = render_to_string("grants/awards/why.html", dict(said_of_reason(award)))
    letter = html.unescape(re.sub(r"<p[^>]*>|</p>", "", drawn))
    assert reason_of(award).split() == letter.split()
    assert "O'Brien & Sons <Vale>" in reason_of(award)


def test_who_stands_for_two_hears_of_both_in_one_message(world: World) -> None:
    both = RoleFactory(representative=True, partnership=world.here.single).person
    RoleFactory(champion=True, partnership=world.here.other_single, person=both)
    ready(world)
    confirmed(world)
    [message] = Message.objects.filter(kind="grants/awarded", to=both.email)
    assert message.subject == "2 grants are decided"
    assert message.text.count("/grants/awards/") == 2


def test_nothing_is_told_when_it_is_not_confirmed(world: World) -> None:
    ready(world)
    prepared(world)
    assert told() == {}


def test_whoever_wants_none_of_it_is_left_in_peace(world: World) -> None:
    person = world.people["champion"]
    Choice.objects.create(person=person, kind="grants/awarded", mode="never", chosen_at=LATER)
    ready(world)
    confirmed(world)
    assert told()[person.email].problem == "silenced"


def test_awards_of_all_are_those_of_each(world: World) -> None:
    failed(world)
    determination = confirmed(world)
    outcomes = list(outcomes_of(determination))
    everybody = {outcome.partnership_id for outcome in outcomes}
    assert [
        (one.outcome, one.decision, one.pot, one.receivers, one.county_area)
        for one in awards_of(determination, outcomes, only=everybody)
    ] == [(one.outcome, one.decision, one.pot, one.receivers, one.county_area) for one in map(award_of, outcomes)]


def queries(determination: Determination, outcomes: list[Outcome]) -> int:
    with CaptureQueriesContext(connection) as asked:
        tell_awarded(determination=determination, outcomes=outcomes, at=LATER)
    return len([query for query in asked if "SAVEPOINT" not in query["sql"]])


def test_telling_sixty_takes_the_queries_of_telling_two(world: World) -> None:
    ready(world)
    determination = confirm_determination(determination=prepared(world), by=world.people["manager"], at=LATER)
    outcomes = list(outcomes_of(determination))
    few = queries(determination, outcomes)
    for _ in range(29):
        name_people(world.here.single)
    assert queries(determination, outcomes) == few <= 7
