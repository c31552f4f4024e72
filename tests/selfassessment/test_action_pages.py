"""The pages of a learning plan: to read, to take away, and its actions to add, change and give up."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from selfassessment.models import Action
from selfassessment.rules.planning import Wording
from selfassessment.services.actions import add_action, carry_over, change_action, drop_action
from tests.factories import PersonFactory
from tests.factories.assessments import COMPLETED, make_assessment, make_completion
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LOW = {"one.first": 1, "one.second": 2}
MEET = Wording("Meet the health trust", "Our coordinator", date(2026, 9, 1))
TYPED = {"what": "Publish the agenda", "who": "The chair"}
DATED = {"by_when_day": "3", "by_when_month": "10", "by_when_year": "2026"}


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


def told(response):
    return " ".join(response.content.decode().split())


def plan(partnership, wording=MEET):
    return add_action(partnership=partnership, theme="one", wording=wording, by=PersonFactory(), at=COMPLETED)


def page_of(partnership):
    return reverse("actions", args=[partnership.pk])


def test_a_plan_names_what_has_no_action_then_what_is_done(representative, world):
    make_completion(world.own, LOW)
    before = told(representative.get(page_of(world.own)))

    plan(world.own)
    plan(world.own, Wording("Ring them", "The clerk", None, date(2026, 5, 2)))

    after = told(representative.get(page_of(world.own)))
    assert "One has no action yet" in before
    assert "It scored low, and asks for an action: what will be done" in before
    assert "1.50 of 3" in before
    assert "1 of 2 actions are done" in after
    assert "The clerk, done on 2 May 2026" in after


def test_an_action_is_added_once_however_often_it_is_sent(representative, world):
    make_completion(world.own, LOW)
    url = reverse("add_action", args=[world.own.pk, "one"])

    pages = [told(representative.post(url, {**TYPED, **DATED}, follow=True)) for _ in range(2)]

    action = Action.objects.get()
    assert (action.what, action.who, action.by_when) == ("Publish the agenda", "The chair", date(2026, 10, 3))
    assert all("The action is in the plan" in page for page in pages)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"what": ""}, "Enter what will be done"),
        ({"what": "x" * 301}, "300 characters or less"),
        ({"who": ""}, "Enter who sees to it"),
        ({"who": "x" * 161}, "160 characters or less"),
        (
            {"by_when_day": "31", "by_when_month": "2", "by_when_year": "2026"},
            "The day by which it is done must be a real date",
        ),
        ({"what": "\u202e\u200b"}, "Enter what will be done"),
    ],
    ids=["nothing", "too long", "nobody", "too long a name", "no day", "nothing to be seen"],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_lost(representative, world, typed, said):
    make_completion(world.own, LOW)
    url = reverse("add_action", args=[world.own.pk, "one"])

    page = told(representative.post(url, {**TYPED, **typed}))

    assert said in page
    assert not Action.objects.exists()
    assert {**TYPED, **typed}["who"] in page


def test_a_day_to_come_is_no_day_on_which_it_was_done(representative, world):
    make_completion(world.own, LOW)
    action = plan(world.own)
    done = {"done_on_day": "1", "done_on_month": "1", "done_on_year": "2090"}

    page = told(representative.post(reverse("change_action", args=[action.pk]), {**TYPED, **done, "version": "1"}))

    assert "The day it was done must be today or in the past" in page
    assert Action.objects.get().done_on is None


def test_who_was_overtaken_is_told_by_whom_and_saves_on_purpose(representative, world):
    make_completion(world.own, LOW)
    action = plan(world.own)
    other = Wording("Ring them", "The clerk")
    change_action(action=action, seen=1, wording=other, by=world.people["champion"], at=COMPLETED)
    url = reverse("change_action", args=[action.pk])

    first = representative.post(url, {**TYPED, "version": "1"})
    told_first, stands = told(first), Action.objects.get().what
    representative.post(url, {**TYPED, "version": first.context["form"]["version"].value()})

    assert "Percy Lightbody changed this" in told_first
    assert "Publish the agenda" in told_first
    assert stands == "Ring them"
    assert Action.objects.get().what == "Publish the agenda"


def test_giving_up_asks_first_and_pressed_twice_is_done_once(representative, world):
    make_completion(world.own, LOW)
    action = plan(world.own)
    url = reverse("drop_action", args=[action.pk])

    asked = told(representative.get(url))
    still_there = Action.objects.standing().exists()
    pages = [told(representative.post(url, {"version": "1"}, follow=True)) for _ in range(2)]

    assert "Give this action up?" in asked
    assert still_there
    assert all("is given up and no longer in the plan" in page for page in pages)
    assert not Action.objects.standing().exists()


def test_what_was_changed_meanwhile_is_not_given_up_unseen(representative, world):
    make_completion(world.own, LOW)
    action = plan(world.own)
    change_action(action=action, seen=1, wording=Wording("Ring them", "The clerk"), by=PersonFactory(), at=COMPLETED)

    page = told(representative.post(reverse("drop_action", args=[action.pk]), {"version": "1"}))

    assert "changed this while you were working on it" in page
    assert "Ring them" in page
    assert Action.objects.standing().exists()


def test_what_was_given_up_meanwhile_is_told_and_not_changed(representative, world):
    make_completion(world.own, LOW)
    action = plan(world.own)
    drop_action(action=action, seen=1, by=PersonFactory(), at=COMPLETED)

    url = reverse("change_action", args=[action.pk])
    page = told(representative.post(url, {**TYPED, "version": "1"}, follow=True))

    assert "is given up and no longer in the plan" in page
    assert Action.objects.get().what == MEET.what


def test_before_completion_the_plan_says_when_it_begins_and_takes_nothing(representative, world):
    make_assessment(world.own, LOW)

    page = told(representative.get(page_of(world.own)))
    added = representative.post(reverse("add_action", args=[world.own.pk, "one"]), TYPED)

    assert "The learning plan begins with a result" in page
    assert (added.status_code, Action.objects.count()) == (404, 0)


def test_what_was_taken_on_from_last_year_shows_before_completion_to_its_own_people_alone(client, world):
    last = make_completion(world.neighbour, LOW)
    plan(world.neighbour)
    assessment = make_assessment(world.own, LOW)
    carry_over(last=last, partnership=world.own, made_on=assessment.made_on, by=PersonFactory(), at=COMPLETED)

    client.force_login(world.people["champion"])
    own = told(client.get(page_of(world.own)))
    client.force_login(world.people["manager"])

    manager = client.get(page_of(world.own))
    assert MEET.what in own
    assert (manager.status_code, MEET.what in told(manager)) == (404, False)


def test_the_plan_is_given_out_as_a_table(representative, world):
    make_completion(world.own, LOW)
    plan(world.own)

    content = b"".join(representative.get(f"{page_of(world.own)}?format=csv")).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(content))) == [
        ["Theme", "What will be done", "Who sees to it", "By when", "Done on"],
        ["One", "Meet the health trust", "Our coordinator", "2026-09-01", ""],
    ]


@pytest.mark.parametrize("who", ["representative", "manager", "adviser"])
def test_a_long_plan_asks_no_more_than_a_short_one(client, world, who):
    make_completion(world.own, LOW)
    client.force_login(world.people[who])
    numbers = iter(range(100))

    def add(count):
        for _ in range(count):
            plan(world.own, Wording(f"Step {next(numbers)}", "The clerk"))

    assert_same_queries(add, page_of(world.own), client, at_most=8)


def close(world):
    programme = world.here.programme
    programme.state, programme.closed_at = "closed", COMPLETED
    programme.save()


def test_a_closed_year_shows_its_plan_and_takes_nothing(representative, world):
    make_completion(world.own, LOW)
    plan(world.own)
    close(world)

    page = told(representative.get(page_of(world.own)))
    opened = representative.get(reverse("add_action", args=[world.own.pk, "one"]))

    assert MEET.what in page
    assert "This year is closed, so its plan stays as it is." in page
    assert "Its score asks for an action." in page
    assert reverse("add_action", args=[world.own.pk, "one"]) not in page
    assert (opened.status_code, MEET.what in told(opened)) == (404, False)


@pytest.mark.parametrize("name", ["add_action", "change_action", "drop_action"])
def test_what_is_sent_after_the_year_was_closed_is_told_and_stays_on_the_page(representative, world, name):
    make_completion(world.own, LOW)
    action = plan(world.own)
    close(world)
    args = [world.own.pk, "one"] if name == "add_action" else [action.pk]

    page = told(representative.post(reverse(name, args=args), {**TYPED, "version": "1"}))

    assert "The year has been closed. Nothing was saved" in page
    assert (MEET.what if name == "drop_action" else TYPED["what"]) in page
    kept = Action.objects.get()
    assert (kept.what, kept.dropped_at, kept.version) == (MEET.what, None, 1)


def test_nobody_else_reads_anything_by_sending_an_action_after_the_year_was_closed(client, world):
    make_completion(world.own, LOW)
    action = plan(world.own)
    close(world)
    client.force_login(world.people["manager"])

    sent = client.post(reverse("change_action", args=[action.pk]), {**TYPED, "version": "1"})

    assert (sent.status_code, MEET.what in told(sent), Action.objects.get().what) == (404, False, MEET.what)
