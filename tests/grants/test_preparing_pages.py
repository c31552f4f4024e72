"""Preparing a decision, as the people who do it meet the pages."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from audit.models import Entry as Deed
from grants.models import Determination
from grants.selectors.eligibility import eligibility_of
from grants.selectors.standing import late_leaves
from partnerships.models import Rate, Terms
from projects.models import Admission
from projects.selectors.windows import Leave
from tests.at_once import at_once
from tests.factories import World
from tests.factories.projects import AFTER, BEFORE, give_line, give_terms
from tests.grants.deciding import failed, prepared, ready, take_back
from tests.grants.deciding_pages import LIST, PREPARE, shown, typed
from tests.grants.test_proof_sheet import anew, grown
from tests.kit.govuk_ui.rendering import words
from tests.queries import MOST, assert_no_repeats, queries_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afterwards")]


def test_before_the_end_of_submission_it_says_until_when_it_is_open(world, as_):
    ready(world)
    with time_machine.travel(BEFORE, tick=False):
        told = shown(as_("manager").get(LIST))

    assert "The grants cannot be decided yet" in told
    assert "Submission is open until 30 June 2026, 11:59pm." in told
    assert "Prepare the decision" not in told


def test_the_page_of_submission_says_who_prepared_the_decision_and_what_is_next(world, as_):
    ready(world)
    before = shown(as_("manager").get("/submission/"))
    prepared(world)
    after = shown(as_("manager").get("/submission/"))

    assert "one person prepares the decision, and another confirms it." in before
    who = world.people["finance"]
    assert f"{who} has prepared the decision on the grants. Next somebody else confirms it." in after
    assert "one person prepares" not in after
    assert len(queries_for("/submission/", as_("manager"))) <= MOST


def test_people_of_partnerships_read_that_nothing_is_decided(world, as_):
    prepared(ready(world))

    told = shown(as_("champion").get(LIST))

    assert "The grants are not decided yet" in told
    assert "SG 4/7" not in told


def test_once_submission_is_closed_it_can_be_prepared_by_who_may(world, as_):
    ready(world)

    assert 'href="/grants/determinations/prepare/"' in as_("finance").get(LIST).content.decode()
    assert 'href="/grants/determinations/prepare/"' not in as_("steering").get(LIST).content.decode()


def test_the_page_shows_what_it_would_come_to_before_anything_is_decided(world, as_):
    take_back(failed(world), world.here.other_single)

    told = shown(as_("finance").get(PREPARE))

    assert "As things stand, £63,700.00 goes to 4 partnerships" in told
    assert "Thessershire ended at 1 of 3, so its 4 offers are withdrawn." in told
    assert "Equal shares, the rule Equal shares, the rule Pot: 4 offers of £6,300.00 £25,200.00" in told
    assert "Pro rata, to compare" in told
    assert "Withheld, as they have no project: Yarrowmoor." in told
    assert "£540,000.00 left of £540,000.00, from A fund" in told


def test_leaves_to_be_late_that_still_run_are_a_warning(world, as_):
    failed(world)
    given = {"admitted_by": world.people["manager"], "admitted_at": AFTER, "reason": "Flood"}
    for partnership in (world.own, world.here.single):
        Admission.objects.create(partnership=partnership, until=AFTER + timedelta(days=3), **given)

    told = shown(as_("finance").get(PREPARE))

    assert "Ollerwick may still submit until 5 July 2026, 10am." in told
    assert "Zelwick may still submit" not in told


def test_leave_runs_to_the_end_of_its_last_second(world):
    failed(world)
    eligibility = eligibility_of(world.here.programme, on=AFTER.date())
    assert eligibility
    ends = {"in its last second": AFTER, "over": AFTER - timedelta(seconds=1)}
    leaves = [Leave(world.own.pk, area, until) for area, until in ends.items()]

    found = late_leaves(leaves, eligibility, AFTER + timedelta(milliseconds=999))

    assert [one.area for one in found] == ["in its last second"]


def test_it_is_checked_before_it_is_prepared(world, as_):
    ready(world)
    given = {name: value for name, value in typed(world).items() if name != "prepare"}

    checked = shown(as_("finance").post(PREPARE, given))

    assert "Check what you prepare" in checked
    assert "Minute reference SG 4/7 Budget line Core Offered £83,300.00" in checked
    assert not Determination.objects.exists()


def test_change_leads_back_with_everything_typed(world, as_):
    ready(world)
    given = {k: v for k, v in typed(world, minute="SG <4> & 7", change="yes").items() if k != "prepare"}

    html = as_("finance").post(PREPARE, given).content.decode()

    assert f'value="{escape("SG <4> & 7")}"' in html
    assert "Continue" in html
    assert not Determination.objects.exists()


def test_prepared_it_leads_to_its_sheet_and_stands_in_the_trail(world, as_):
    ready(world)

    told = shown(as_("finance").post(PREPARE, typed(world), follow=True))

    assert "The decision is prepared. Another person must confirm it." in told
    assert Determination.objects.get().minute == "SG 4/7"
    assert Deed.objects.get(action="determination.prepared").actor == world.people["finance"]


def test_the_button_pressed_twice_prepares_it_once(world, as_):
    ready(world)

    first, second = (as_("finance").post(PREPARE, typed(world)) for _ in range(2))

    assert Determination.objects.count() == 1
    assert first["Location"] == second["Location"] == f"{LIST}{Determination.objects.get().pk}/"


def test_while_one_stands_none_is_asked_for_and_it_is_said_whose_it_is(world, as_):
    prepared(ready(world))

    told = shown(as_("finance").get(PREPARE, follow=True))

    assert "prepared decision 1 on" in told
    assert "The decision is prepared and waits to be confirmed" in told


def test_somebody_elses_that_stands_is_named_and_what_was_typed_stays(world, as_):
    prepared(ready(world))

    html = as_("manager").post(PREPARE, typed(world, minute="SG 5/1")).content.decode()

    assert "Nothing was prepared. Tobias Wren-Hale prepared decision 1 on 2" in words(html)
    assert 'value="SG 5/1"' in html
    assert Determination.objects.count() == 1


def test_a_line_that_is_too_small_is_said_with_both_sums(world, as_):
    ready(world).here.programme.budget_lines.update(amount=Decimal("83299.99"))

    response = as_("finance").post(PREPARE, typed(world))

    assert "The offers come to £83,300.00, and this line has £83,299.99 left." in shown(response)
    assert response.context["form"].errors.keys() == {"line"}
    assert not Determination.objects.exists()


def test_ring_fenced_money_and_help_in_kind_pay_no_grants(world, as_):
    ready(world)
    lines = world.here.programme.budget_lines
    fenced = lines.create(name="Fenced", funder="An agency", amount=900_000, ring_fenced="Economic development")
    in_kind = lines.create(name="Rooms", funder="A council", amount=900_000, kind="in_kind")

    for line in (fenced, in_kind):
        response = as_("finance").post(PREPARE, typed(world, line=line.pk))
        assert "Fenced" not in shown(response)
        assert response.context["form"].errors.keys() == {"line"}
    assert not Determination.objects.exists()


def test_without_a_line_that_could_pay_it_says_so(world, as_):
    give_terms(world.here.programme)

    assert "There is no budget line that grants could be paid from" in shown(as_("finance").get(PREPARE))


BAD_MINUTES = {"signs alone": "???", "none": "", "blanks": "  ", "null": "SG\0 4", "long": "x" * 201}


@pytest.mark.parametrize("minute", BAD_MINUTES.values(), ids=BAD_MINUTES)
def test_a_minute_that_is_none_is_refused_beside_its_field(world, as_, minute):
    ready(world)

    response = as_("finance").post(PREPARE, typed(world, minute=minute))

    assert response.context["form"].errors.keys() == {"minute"}
    assert "<title>Error: " in " ".join(response.content.decode().split())
    assert not Determination.objects.exists()


def no_terms(world: World) -> None:
    give_line(world.here.programme)
    world.here.programme.key_dates.create(kind="submission", closes_at=AFTER)


def no_rate(world: World) -> None:
    ready(world)
    newer = Terms.objects.create(programme=world.here.programme, number=2, made_at=AFTER, reason="Rates")
    Rate.objects.create(terms=newer, tier="county", amount=1)
    Terms.objects.filter(pk=newer.pk).update(fixed_at=AFTER)


def no_population(world: World) -> None:
    ready(world, share_basis="population", populations_confirmed=True)
    take_back(world, *world.here.districts[:2])


STOPS = {
    "terms": (no_terms, "The year has no terms in force"),
    "rate": (no_rate, "The terms name no rate for"),
    "population": (no_population, "no figure is known for"),
}


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("how", ["list", "get", "post"])
def test_what_stands_in_the_way_is_said_in_words(world, as_, stop, how):
    spoil, told = STOPS[stop]
    spoil(world)
    client = as_("manager")

    response = client.post(PREPARE, typed(world)) if how == "post" else client.get(LIST if how == "list" else PREPARE)

    assert told in shown(response)
    assert how != "post" or 'value="SG 4/7"' in response.content.decode()
    assert not Determination.objects.exists()


@pytest.mark.parametrize("kind", ["steering", "evaluator", "representative", "champion", "no-role"])
@pytest.mark.parametrize("what", ["prepare", "confirm", "discard"])
def test_to_others_deciding_is_not_there(world, as_, kind, what):
    determination = prepared(ready(world))
    url = PREPARE if what == "prepare" else f"{LIST}{determination.pk}/{what}/"

    answers = {as_(kind).get(url).status_code, as_(kind).post(url, typed(world)).status_code}

    determination.refresh_from_db()
    assert (answers, determination.state) == ({404}, "prepared")


@pytest.mark.parametrize("kind", ["manager", "representative"])
def test_the_page_of_the_decision_asks_the_same_for_any_length(world, as_, kind):
    ready(world)
    client, asked = as_(kind), {}
    for more in (0, 3, 57):
        grown(world.here.programme, more)
        anew(world)
        client.get(LIST)
        asked[more] = queries_for(LIST, client)
        assert_no_repeats(asked[more])

    assert len({len(one) for one in asked.values()}) == 1
    assert len(asked[57]) <= 10


@pytest.mark.parametrize("url", [LIST, PREPARE])
def test_before_one_is_prepared_the_pages_ask_the_same_for_any_length(world, as_, url):
    ready(world)
    client, asked = as_("finance"), {}
    for more in (0, 3, 57):
        grown(world.here.programme, more)
        client.get(url)
        asked[more] = queries_for(url, client)
        assert_no_repeats(asked[more])

    assert len({len(one) for one in asked.values()}) == 1
    assert len(asked[57]) <= 10


@pytest.mark.django_db(transaction=True)
def test_the_button_pressed_twice_at_once_prepares_it_once(world):
    ready(world)
    windows = [Client(), Client()]
    for window in windows:
        window.force_login(world.people["finance"])

    answers = at_once(*[lambda window=window: window.post(PREPARE, typed(world))["Location"] for window in windows])

    assert answers == [f"{LIST}{Determination.objects.get().pk}/"] * 2
