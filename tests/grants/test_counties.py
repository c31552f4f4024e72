"""A county's page: where it stands, and what would happen if, for those who may try it; nothing is kept."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from grants.models import Determination, Simulation
from partnerships.models import Role, Terms
from projects.models import Project
from projects.services.closing import seal
from tests.factories import PartnershipFactory, World
from tests.factories.projects import AFTER, BEFORE, give_terms, make_project
from tests.grants.deciding import confirmed, failed, ready
from tests.kit.govuk_ui.rendering import words
from tests.queries import queries_for

PLAYS = ["manager", "finance", "steering", "representative", "champion"]
LOOKS = ["adviser", "area-lead", "evaluator"]
TICKS = 'name="with"'


def url(world: World, *ticked: object) -> str:
    """The county's page with these ticked; as it begins when nobody says."""
    return f"/grants/counties/{world.here.county.pk}/"


def asked(world: World, *ticked: object) -> str:
    return f"{url(world)}?{urlencode([('if', 1), *(('with', one) for one in ticked)])}"


@pytest.fixture
def representative(client: Client, world: World) -> Client:
    give_terms(world.here.programme)
    client.force_login(world.people["representative"])
    return client


def read(client: Client, address: str) -> str:
    return words(client.get(address).content.decode())


def ticked(html: str) -> int:
    return sum("checked" in part.split(">")[0] for part in html.split(TICKS)[1:])


# --- Who may try it --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", PLAYS)
def test_who_simulates_and_the_countys_own_people_try_what_would_happen(client, world, role):
    give_terms(world.here.programme)
    client.force_login(world.people[role])
    assert "What would happen if" in read(client, url(world))


@pytest.mark.parametrize("role", LOOKS)
def test_who_only_looks_sees_where_it_stands_and_how_it_is_worked_out(client, world, role):
    give_terms(world.here.programme)
    client.force_login(world.people[role])
    html = client.get(asked(world, *[one.pk for one in world.here.districts])).content.decode()
    assert TICKS not in html
    assert "Of the 3, 0 count now. 2 are needed, as more than half must count." in words(html)
    assert "What would happen if" not in words(html)


def test_it_says_that_one_who_has_confirmed_is_enough_not_everybody(representative, world):
    said = read(representative, url(world))
    assert (
        "shared with another partnership here. Only those that have confirmed that they received it are counted."
        in said
    )


def test_another_countys_page_is_not_there_for_a_representative(representative, world):
    assert representative.get(f"/grants/counties/{world.here.other_county.pk}/").status_code == 404
    assert representative.get(f"/grants/counties/{world.own.pk}/").status_code == 404
    assert representative.get(f"/grants/counties/{world.there.county.pk}/").status_code == 404


# --- What is ticked --------------------------------------------------------------------------------------------------
def test_it_begins_with_those_that_count_and_the_nearest_that_it_takes(representative, world):
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    make_project(world.neighbour, shared_with=[world.own])
    html = representative.get(url(world)).content.decode()
    assert ticked(html) == 2
    assert "2 of 3: the condition is met" in words(html)


def test_two_of_three_meet_it_and_every_penny_is_told(representative, world):
    said = read(representative, asked(world, world.own.pk, world.neighbour.pk))
    assert "2 of 3: the condition is met £44,100.00 goes to Thessershire." in said
    assert "Ollerwick £0.00 £15,750.00 To be released" in said
    assert "Quernley £0.00 £6,300.00 Held: no project" in said


def test_what_is_submitted_and_not_shared_is_paid_though_it_is_not_ticked(representative, world):
    third = next(one for one in world.here.districts if one not in (world.own, world.neighbour))
    make_project(third, submitted=True)
    said = read(representative, asked(world, world.own.pk, world.neighbour.pk))
    assert re.search(rf"{third.area} £0\.00 £[\d,.]+ To be released", said)


def test_what_counts_now_and_is_not_ticked_is_taken_back(representative, world):
    for one in world.here.districts:
        make_project(one, shared_with=[world.here.county], submitted=True)
    without = world.here.districts[-1]
    said = read(representative, asked(world, *[one.pk for one in world.here.districts[:-1]]))
    assert "2 of 3: the condition is met" in said
    assert re.search(rf"{without.area} £[\d,.]+ £[\d,.]+ Held: no project", said)


def test_one_of_three_fails_and_nobody_here_gets_anything(representative, world):
    said = read(representative, asked(world, world.own.pk))
    assert "1 of 3: the condition is not met" in said
    assert "Thessershire in all £0.00 £0.00" in said


def test_nobody_ticked_is_an_answer_too(representative, world):
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    html = representative.get(asked(world)).content.decode()
    assert ticked(html) == 0
    assert "0 of 3: the condition is not met" in words(html)


def test_those_of_other_counties_and_programmes_are_left_out(representative, world):
    others = [world.elsewhere.pk, world.here.single.pk, world.abroad.pk, world.there.county.pk]
    html = representative.get(asked(world, *others)).content.decode()
    assert ticked(html) == 0
    assert "0 of 3" in words(html)
    assert "Ibberwick" not in html


@pytest.mark.parametrize("hostile", ["-1", "1e400", "NaN", "\x00", "١٢", "9" * 40, "<b>", "²", "0x1f", "1.0", ""])
def test_what_is_no_id_is_left_out(representative, world, hostile):
    html = representative.get(asked(world, hostile, world.own.pk)).content.decode()
    assert ticked(html) == 1


def test_a_thousand_ticks_are_read_in_as_many_questions_as_none(representative, world):
    representative.get(url(world))
    few, many = (queries_for(asked(world, *ids), representative) for ids in ((), range(1, 1001)))
    assert len(few) == len(many) <= 8


def test_a_county_of_sixty_asks_as_often_as_one_of_three(representative, world):
    representative.get(url(world))
    few = queries_for(url(world), representative)
    PartnershipFactory.create_batch(57, programme=world.here.programme, district=True, county=world.here.county)
    assert len(queries_for(url(world), representative)) == len(few) <= 8


# --- By other terms, and once it is over -----------------------------------------------------------------------------
def other_terms(world: World, **choices: object) -> None:
    """The year has these from its beginning."""
    give_terms(world.here.programme, **choices)


def test_a_county_that_counts_is_one_more_of_those_counted(client, world):
    other_terms(world, county_counts=True)
    client.force_login(world.people["representative"])
    assert "3 of 4: the condition is met" in read(
        client, asked(world, world.here.county.pk, world.own.pk, world.neighbour.pk)
    )
    assert "2 of 4: the condition is not met" in read(client, asked(world, world.own.pk, world.neighbour.pk))


def test_where_sharing_is_not_asked_submitted_is_enough(client, world):
    other_terms(world, require_shared=False)
    for partnership in (world.own, world.neighbour):
        make_project(partnership, submitted=True)
    client.force_login(world.people["representative"])
    said = read(client, url(world))
    assert "2 of 3 have submitted projects." in said
    assert "A partnership counts when its champion has endorsed its project and it is submitted." in said


def test_half_is_enough_where_the_terms_say_so(client, world):
    other_terms(world, majority="at_least_half", county_counts=True)
    client.force_login(world.people["representative"])
    assert "2 of 4: the condition is met" in read(client, asked(world, world.own.pk, world.neighbour.pk))


def test_once_submission_has_closed_it_says_what_has_not_been_met(client, world):
    give_terms(world.here.programme, closes=BEFORE)
    client.force_login(world.people["representative"])
    assert "Thessershire has not met its condition" in read(client, url(world))


def test_once_the_grants_are_decided_nothing_is_promised_any_more(representative, world):
    seal(programme=world.here.programme, by=world.people["manager"], at=AFTER)
    assert "Thessershire did not meet its condition" in read(representative, url(world))


def test_trying_keeps_nothing(representative, world):
    representative.get(asked(world, world.own.pk))
    representative.post(asked(world, world.own.pk))
    assert [model.objects.count() for model in (Simulation, Determination, Project, Terms)] == [0, 0, 0, 1]


def test_a_county_that_failed_says_what_was_withdrawn_and_is_tried_no_more(client, world):
    confirmed(failed(world))
    client.force_login(world.people["representative"])
    said = read(client, asked(world, *[one.pk for one in world.here.districts]))
    assert len(queries_for(url(world), client)) <= 8
    assert "Thessershire did not meet its condition" in said
    assert "£25,200.00 was withdrawn from the county and all its districts" in said
    assert "Thessershire in all £25,200.00 £0.00" in said
    foretold = (
        "What would happen if",
        "If it stays",
        "shortest way",
        "Until the",
        "count now",
        "are needed",
        "is shared",
    )
    assert not any(sentence in said for sentence in foretold)


def test_a_county_that_passed_says_what_it_was_awarded_whoever_has_left_since(client, world):
    confirmed(ready(world))
    Role.objects.filter(partnership__in=world.here.districts, kind="champion").delete()
    client.force_login(world.people["manager"])
    said = read(client, url(world))
    assert "Thessershire met its condition" in said
    assert "The county and its districts were awarded £25,200.00 in all." in said
    assert f"{world.own.area} Kept £6,300.00 £6,300.00 To be released" in said
