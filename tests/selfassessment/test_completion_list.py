"""The list of completed assessments: what each may read of it, filters, downloads, and its length."""

import csv
import io

import pytest
from django.urls import reverse

from partnerships.models import Partnership
from selfassessment.models import Completion
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import COMPLETED, completion_of, make_assessment, make_completion
from tests.factories.programmes import PartnershipFactory
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LIST = reverse("completions")
LOW, HIGH = {"one.first": 1, "one.second": 2}, {"one.first": 3, "one.second": 3}


def told(response):
    return " ".join(response.content.decode().split())


def areas(response):
    return [each[0] for each in rows_of(response)]


def rows_of(response):
    body = b"".join(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(body)))[1:]


def listed(client, **asked):
    return areas(client.get(reverse("completions", query={**asked, "format": "csv"})))


@pytest.fixture
def manager(world, client):
    client.force_login(world.people["manager"])
    return client


def test_the_manager_sees_every_one_of_the_year_with_stage_score_and_day(manager, world):
    completion = make_completion(world.own, LOW)
    make_completion(world.elsewhere, HIGH)
    make_completion(world.abroad, HIGH)

    page = told(manager.get(LIST))
    rows = rows_of(manager.get(f"{LIST}?format=csv"))

    assert f'href="{reverse("assessment_result", args=[completion.pk])}"' in page
    assert "2 completed" in page
    assert rows == [
        ["Ollerwick", "District", "Thessershire", "Self-assessment", "First", "2026-05-18", "1.50"],
        ["Vintle", "District", "Umbershire", "Self-assessment", "Last", "2026-05-18", "3.00"],
    ]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("manager", ["Ollerwick", "Pimbrook", "Vintle"]),
        ("representative", ["Ollerwick"]),
        ("champion", ["Ollerwick"]),
        ("adviser", ["Ollerwick"]),
        ("area-lead", ["Ollerwick"]),
    ],
)
def test_each_sees_what_they_may_read(client, world, who, seen):
    for partnership in (world.own, world.neighbour, world.elsewhere):
        make_completion(partnership, LOW)
    client.force_login(world.people[who])

    assert listed(client) == seen


@pytest.mark.parametrize("who", ["finance", "steering", "evaluator", "facilitator", "agency", "no-role"])
def test_to_others_there_is_no_such_list(client, world, who):
    make_completion(world.own, LOW)
    client.force_login(world.people[who])

    answers = [client.get(LIST), client.get(f"{LIST}?format=csv")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert ["Page not found" in told(answer) for answer in answers] == [True, True]
    assert [world.own.area in told(answer) for answer in answers] == [False, False]


def test_what_was_opened_again_or_never_completed_is_not_listed(manager, world):
    completion = make_completion(world.own, LOW)
    make_assessment(world.neighbour, LOW)
    reopen_assessment(completion=completion, reason="Why", by=world.people["manager"], at=COMPLETED)

    assert "Nothing is completed yet" in told(manager.get(LIST))


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({"tier": "district"}, ["Ollerwick", "Vintle"]),
        ({"tier": "metropolitan"}, ["Zelwick"]),
        ({"stage": "first"}, ["Ollerwick", "Zelwick"]),
        ({"kind": "joint"}, ["Zelwick"]),
        ({"kind": "self"}, ["Ollerwick", "Vintle"]),
        ({"q": "umber"}, ["Vintle"]),
        ({"stage": "nosuch", "kind": "nosuch"}, ["Ollerwick", "Vintle", "Zelwick"]),
    ],
    ids=["tier", "single", "stage", "joint", "self", "words", "nonsense"],
)
def test_filters_narrow_the_list_and_its_download(manager, world, asked, seen):
    make_completion(world.own, LOW)
    make_completion(world.elsewhere, HIGH)
    Partnership.objects.filter(pk=world.here.single.pk).update(delivers_laa=True)
    world.here.single.refresh_from_db()
    completion_of(world.here.single)

    assert listed(manager, **asked) == seen


def test_a_county_is_found_with_its_districts_and_what_fits_nothing_says_so(manager, world):
    make_completion(world.own, LOW)
    make_completion(world.here.county, LOW)
    make_completion(world.elsewhere, LOW)

    assert listed(manager, county=str(world.here.county.pk)) == ["Ollerwick", "Thessershire"]
    page = told(manager.get(reverse("completions", query={"tier": "unitary"})))
    assert "No completed assessment fits these filters" in page


def test_a_score_below_a_limit_is_not_written_at_it(manager, world):
    completion = make_completion(world.own, LOW)
    other = Completion(
        **{
            field.attname: getattr(completion, field.attname)
            for field in Completion._meta.concrete_fields
            if field.attname not in ("id", "overall", "partnership_id", "assessment_id")
        },
        overall="1.9960000000",
        partnership=world.neighbour,
        assessment=make_assessment(world.neighbour, LOW),
    )
    other.save()

    assert [row[6] for row in rows_of(manager.get(f"{LIST}?format=csv"))] == ["1.50", "1.996"]


def test_the_list_asks_the_same_for_any_length(manager, world):
    def complete(many):
        for _ in range(many):
            make_completion(PartnershipFactory(programme=world.here.programme), LOW)

    assert_same_queries(complete, LIST, manager)


def test_the_page_of_the_programme_leads_there(manager, world):
    assert f'href="{LIST}"' in told(manager.get(reverse("programme")))
