"""Awards: in total, narrowed, one by one with the reason; each reads what is theirs."""

import csv
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from grants.models import Outcome
from grants.services.determining import confirm_determination
from partnerships.models import Partnership
from tests.factories import RoleFactory, World
from tests.factories.projects import make_project
from tests.grants.deciding import LATER, confirmed, failed, prepared, ready
from tests.grants.test_proof_sheet import anew, grown
from tests.kit.govuk_ui.rendering import words
from tests.queries import assert_no_repeats, queries_for

pytestmark = pytest.mark.django_db
URL = "/grants/awards/"


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    """An hour after it was confirmed."""
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def as_(client: Client, world: World) -> Callable[[str], Client]:
    """Signs somebody in."""

    def sign_in(kind: str) -> Client:
        client.force_login(world.people[kind])
        return client

    return sign_in


def shown(client: Client, url: str = URL) -> str:
    """The words of a page."""
    return words(client.get(url).content.decode())


def award_of(partnership: Partnership) -> Outcome:
    """What was decided of it."""
    return Outcome.objects.get(partnership=partnership, determination__state="confirmed")


def test_before_the_decision_is_confirmed_nothing_is_awarded(world, as_):
    determination = prepared(ready(world))
    outcome = determination.outcomes.first()

    for kind in ("manager", "representative"):
        assert "Nothing is awarded yet" in shown(as_(kind))
        assert as_(kind).get(f"{URL}{outcome.pk}/").status_code == 404


def test_when_everybody_is_in_everything_offered_is_awarded(world, as_):
    confirmed(ready(world))

    told = shown(as_("steering"))

    assert "£83,300.00 is awarded" in told
    assert "Confirmed by Ines Calloway on 2 July 2026, 11am, minute SG 4/7." in told
    assert "9 partnerships" in told


@pytest.mark.parametrize(
    ("first", "told"),
    [(60, "60% of the grant is paid. The other 40% follows"), (100, "The grant is paid in one sum")],
)
def test_what_the_first_instalment_leaves_is_the_second(world, as_, first, told):
    confirmed(ready(world, first_instalment=first))

    assert told in shown(as_("representative"), f"{URL}{award_of(world.own).pk}/")


def test_totals_are_those_of_the_decision_whatever_is_filtered(world, as_):
    confirmed(failed(world))

    told = shown(as_("finance"), f"{URL}?payment=none")

    assert "£83,300.00 is awarded" in told
    assert "Shared out £25,200.00" in told
    assert "4 partnerships" in told
    assert "Zelwick" not in told


FILTERS = {
    "?county=COUNTY": {"Thessershire", "Ollerwick", "Pimbrook", "Quernley"},
    "?tier=metropolitan": {"Zelwick"},
    "?offer=withdrawn&q=oll": {"Ollerwick"},
    "?payment=release&tier=county": {"Umbershire"},
    "?q=umbershire": {"Umbershire", "Vintle", "Wrenfold"},
}


@pytest.mark.parametrize("asked", FILTERS)
def test_filters_leave_exactly_those_that_fit(world, as_, asked):
    confirmed(failed(world))
    query = asked.replace("COUNTY", str(world.here.county.pk))
    content = b"".join(as_("manager").get(f"{URL}{query}&format=csv")).decode("utf-8-sig")

    names = {row[0].split(" (")[0] for row in list(csv.reader(content.splitlines()))[1:]}

    assert names == FILTERS[asked]


@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_people_of_a_partnership_read_their_own_and_no_other(world, as_, kind):
    confirmed(failed(world))
    client = as_(kind)

    own = words(client.get(URL, follow=True).content.decode())
    refused = {
        client.get(f"{URL}{award_of(other).pk}/{page}").status_code
        for other in (world.neighbour, world.elsewhere)
        for page in ("", "letter/")
    }

    assert "Pimbrook" not in own
    assert "The offer of £6,300.00 to Ollerwick is withdrawn" in own
    assert refused == {404}


LINKED = {"representative": "See your award", "champion": "See your award", "adviser": "", "area-lead": ""}
LINKED |= dict.fromkeys(["manager", "steering", "finance", "evaluator"], "See the award of Ollerwick")


@pytest.mark.parametrize("kind", LINKED)
def test_the_page_of_a_project_leads_to_its_award_for_who_may_read_that(world, as_, kind):
    page = f"/projects/{ready(world).own.project.pk}/"
    determination = prepared(world)
    assert "award" not in shown(as_(kind), page)

    confirm_determination(determination=determination, by=world.people["manager"], at=LATER)

    client = as_(kind)
    html = client.get(page).content.decode()
    assert LINKED[kind] in words(html)
    way = f"{award_of(world.own).pk}/" if "your" in LINKED[kind] else "?q=Ollerwick"
    assert (f'href="{URL}{way}"' in html) is bool(LINKED[kind])
    assert not LINKED[kind] or "£6,300.00" in shown(client, f"{URL}{way}")
    asked = queries_for(page, client)
    assert_no_repeats(asked)
    assert len(asked) <= 8, asked


def test_who_represents_a_neighbour_is_not_led_to_the_award(world, client):
    confirmed(ready(world))
    client.force_login(RoleFactory(representative=True, partnership=world.neighbour).person)

    assert "award" not in shown(client, f"/projects/{world.own.project.pk}/")


@pytest.mark.parametrize("kind", ["adviser", "area-lead", "facilitator", "agency", "no-role"])
def test_to_others_awards_are_not_there(world, as_, kind):
    confirmed(ready(world))

    assert {as_(kind).get(url).status_code for url in (URL, f"{URL}{award_of(world.own).pk}/")} == {404}


NAMED = ("award", "award_letter", "determination", "confirm_determination", "discard_determination", "proof_sheet")


@pytest.mark.parametrize("name", [*NAMED, "proof_sheet_pdf"])
def test_a_number_that_nothing_can_have_is_not_found(as_, name):
    assert as_("manager").get(reverse(name, args=[2**63])).status_code == 404


REASONS = {
    "share": (
        lambda here: here.single,
        [
            "Zelwick is awarded £24,640.00",
            "shared equally among 5 partnerships, which gives Zelwick £5,040.00",
            "50% of the grant",
        ],
    ),
    "county": (
        lambda here: here.other_districts[0],
        [
            "In Umbershire, 2 of 2 districts qualified.",
            "More than half were needed, which was 2.",
            "The condition was met, so nothing is withdrawn from the county and its districts.",
        ],
    ),
    "withdrawn": (
        lambda here: here.districts[2],
        ["The offer of £6,300.00 to Quernley is withdrawn", "1 of 3", "no judgement of its project"],
    ),
    "withdrawn county": (lambda here: here.county, ["In Thessershire, 1 of 3", "Withdrawn −£6,300.00"]),
}


@pytest.mark.parametrize("case", REASONS)
def test_an_award_says_why_in_words(world, as_, case):
    confirmed(failed(world))
    of_whom, told = REASONS[case]

    page = shown(as_("evaluator"), f"{URL}{award_of(of_whom(world.here)).pk}/")

    assert [sentence for sentence in told if sentence not in page] == []


def test_an_odd_penny_is_named_and_nobody_elses(world, as_):
    failed(world)
    last = [*map(submitted, grown(world.here.programme, 6))][-1]
    confirmed(world)
    client = as_("finance")

    first, none = (shown(client, f"{URL}{award_of(one).pk}/") for one in (world.here.single, last))

    assert "Share of what was withdrawn elsewhere £2,290.90 Odd penny £0.01 Award £21,890.91" in first
    assert "One of the odd pennies that rounding left over comes on top" in first
    assert "Odd penny" not in none


def submitted(partnership: Partnership) -> Partnership:
    """With a project that is in."""
    make_project(partnership, submitted=True)
    return partnership


def test_a_name_that_looks_like_a_formula_is_none(world, as_):
    Partnership.objects.filter(pk=world.here.single.pk).update(area="@SUM(A1)")
    confirmed(ready(world))

    content = b"".join(as_("manager").get(f"{URL}?format=csv")).decode("utf-8-sig")

    assert "'@SUM(A1)" in [row[0] for row in csv.reader(content.splitlines())]


def test_who_has_awards_of_two_partnerships_chooses_between_them(world, as_):
    RoleFactory(champion=True, person=world.people["champion"], partnership=world.here.single)
    confirmed(failed(world))

    told = shown(as_("champion"))

    assert "Your awards" in told
    assert "2 partnerships" in told
    assert "Pimbrook" not in told


def test_the_list_asks_the_same_for_any_length(world, as_):
    ready(world)
    client, asked = as_("manager"), {}
    for more in (0, 3, 57):
        grown(world.here.programme, more)
        anew(world, "confirmed")
        client.get(URL)
        asked[more] = queries_for(URL, client)
        assert_no_repeats(asked[more])

    assert len({len(one) for one in asked.values()}) == 1
    assert len(asked[57]) <= 10


@pytest.mark.parametrize("kind", ["manager", "representative"])
def test_an_award_asks_the_same_for_any_length(world, as_, kind):
    ready(world)
    client, asked = as_(kind), {}
    for more in (0, 3, 57):
        grown(world.here.programme, more)
        anew(world, "confirmed")
        url = f"{URL}{award_of(world.own).pk}/"
        client.get(url)
        asked[more] = queries_for(url, client)
        assert_no_repeats(asked[more])

    assert len({len(one) for one in asked.values()}) == 1
    assert len(asked[57]) <= 8


def test_a_district_that_moves_later_was_still_judged_in_the_county_it_lay_in(world, as_):
    confirmed(failed(world))
    moved = award_of(world.own)
    county = world.own.county.area
    world.own.county = world.elsewhere.county
    world.own.save(update_fields=["county"])

    page = shown(as_("manager"), f"{URL}{moved.pk}/")
    file = b"".join(as_("manager").get(f"{URL}?format=csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(file.splitlines()))
    in_county = shown(as_("manager"), f"{URL}?county={world.here.county.pk}")
    by_words = shown(as_("manager"), f"{URL}?q={county}")
    by_words_of_now = shown(as_("manager"), f"{URL}?q={world.elsewhere.county.area}")

    assert f"In {county}, 1 of 3 districts qualified" in page
    assert [row["County"] for row in rows if row["Code"] == moved.code] == [county]
    assert world.own.area in in_county
    assert f"{world.own.area} District, {county} Withdrawn" in by_words
    assert world.own.area not in by_words_of_now
