"""Where grants stand now: the facts that are gathered, and the page that lists them."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client

from grants.selectors.eligibility import eligibility_of
from grants.selectors.places import places_of
from grants.views.eligibility import counties_in
from partnerships.models import Partnership, Rate, Role, Terms
from partnerships.selectors.standing import standing_of
from projects.models import Submission
from tests.factories import PartnershipFactory, World
from tests.factories.projects import AFTER, BEFORE, WORDS, give_terms, make_project, submit_everywhere
from tests.grants.deciding import confirmed as confirmed_by_two
from tests.grants.deciding import failed
from tests.kit.govuk_ui.rendering import words
from tests.kit.tables.making import read_table, texts
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
ON = BEFORE.date()


@pytest.fixture
def region(world: World) -> World:
    """Everybody has submitted and shared, under the terms of *Learning to Deliver*."""
    give_terms(world.here.programme)
    submit_everywhere(world.here.partnerships)
    return world


def withdraw(world: World, *places: Partnership) -> None:
    """Their projects are no longer submitted."""
    standing = Submission.objects.filter(project__partnership__in=places)
    standing.update(withdrawn_at=BEFORE, withdrawn_by=world.people["representative"])


def facts(world: World, place: Partnership, on: date = ON) -> dict[str, object]:
    """What the rule is told of a partnership."""
    found = eligibility_of(world.here.programme, on=on)
    assert found is not None
    known = found.by_partnership[place.pk].partnership
    names = ("offer_pence", "has_champion", "is_endorsed", "is_submitted", "is_shared", "has_project")
    return {name: getattr(known, name) for name in names}


def rows_for(world: World, client: Client, kind: str, question: str = "") -> dict[str, list[str]]:
    """The rows of the download, by area, for somebody in that role."""
    client.force_login(world.people[kind])
    table = texts(read_table(BytesIO(b"".join(client.get(f"/grants/?format=csv&{question}")))))
    return {row[0]: row[1:] for row in table[1:]}


def test_a_project_that_has_everything_counts(region):
    assert facts(region, region.own) == {
        "offer_pence": 630_000,
        "has_champion": True,
        "is_endorsed": True,
        "is_submitted": True,
        "is_shared": True,
        "has_project": True,
    }


def test_a_champion_who_left_takes_the_project_along(region):
    Role.objects.filter(partnership=region.own, kind="champion").update(until=date(2026, 6, 17))

    assert facts(region, region.own, on=date(2026, 6, 17))["has_project"]
    assert not facts(region, region.own, on=date(2026, 6, 18))["has_project"]


def test_pictures_of_counties_fill_no_more_than_the_condition_counts(region):
    Role.objects.filter(partnership=region.own, kind="champion").update(until=date(2026, 6, 17))
    found = eligibility_of(region.here.programme, on=ON)
    assert found is not None
    manager = standing_of(region.people["manager"], on=ON)

    cards = counties_in(region.here.programme, found, places_of(found, manager, all_of_it=True))

    card = next(card for card in cards if card.pk == region.own.locality_id)
    counting = [state for _name, state in card.figure.table.rows].count("Submitted and shared")
    assert counting == card.decision.qualifying == card.decision.counted - 1


def test_words_that_are_new_are_neither_endorsed_nor_shared(region):
    project = region.own.project
    project.edition = project.editions.create(
        number=2, title="Other words", made_by=region.people["representative"], made_at=BEFORE
    )
    project.save(update_fields=["edition"])

    known = facts(region, region.own)

    assert (known["is_endorsed"], known["is_shared"]) == (False, False)


@pytest.mark.parametrize(
    ("choices", "confirmed", "partners", "is_shared"),
    [
        ({}, True, 1, True),
        ({}, False, 1, False),
        ({"sharing_confirmed": False}, False, 1, True),
        ({"sharing_partners": 2}, True, 1, False),
        ({"sharing_partners": 2}, True, 2, True),
        ({"sharing_partners": 9}, True, 2, False),
        ({"sharing_partners": 9}, True, 3, True),
    ],
)
def test_sharing_counts_as_the_terms_say_and_never_asks_for_more_than_there_are(
    world, choices, confirmed, partners, is_shared
):
    give_terms(world.here.programme, **choices)
    others = [world.here.county, *world.here.districts[1:]]
    assert len(others) == 3
    make_project(world.own, words=WORDS, shared_with=others[:partners], confirmed=confirmed)

    assert facts(world, world.own)["is_shared"] is is_shared


def test_where_no_figure_is_known_money_is_shown_as_if_shared_equally(world):
    terms = give_terms(world.here.programme, share_basis="population", populations_confirmed=True)
    submit_everywhere(world.here.partnerships)
    withdraw(world, *world.here.districts)

    found = eligibility_of(world.here.programme, on=ON)

    assert found.terms == terms
    assert len(found.population_unknown) == 5
    assert {outcome.redistribution_pence for outcome in found.result if outcome.position.receives} == {504_000}


def test_a_tier_without_a_rate_is_named_and_offered_nothing(world):
    terms = Terms.objects.create(programme=world.here.programme, number=1, made_at=AFTER)
    Rate.objects.create(terms=terms, tier="district", amount=10)
    Terms.objects.filter(pk=terms.pk).update(fixed_at=AFTER)

    found = eligibility_of(world.here.programme, on=ON)

    assert found.without_rate == ("county", "metropolitan", "unitary")
    assert facts(world, world.here.county)["offer_pence"] == 0


@pytest.mark.parametrize(
    ("kind", "seen"),
    [("manager", 9), ("finance", 9), ("steering", 9), ("evaluator", 9), ("representative", 4), ("champion", 4)],
)
def test_each_reads_the_whole_region_or_the_own_locality(region, client, kind, seen):
    assert len(rows_for(region, client, kind)) == seen


def test_somebody_of_a_single_tier_reads_their_own_line(region, client):
    role = Role.objects.get(person=region.people["representative"])
    role.partnership = region.here.single
    role.save(update_fields=["partnership"])

    assert set(rows_for(region, client, "representative")) == {region.here.single.area}


@pytest.mark.parametrize("kind", ["facilitator", "agency", "no-role"])
def test_others_find_nothing(region, client, kind):
    client.force_login(region.people[kind])

    assert "Page not found" in words(client.get("/grants/").content.decode())


@pytest.mark.parametrize(
    ("question", "areas"),
    [
        ("offer=withheld", {"Zelwick"}),
        ("offer=withdrawn", {"Umbershire (county)", "Vintle", "Wrenfold"}),
        ("project=draft", {"Zelwick"}),
        ("project=shared", {"Vintle"}),
        ("tier=county", {"Thessershire (county)", "Umbershire (county)"}),
        ("q=umber", {"Umbershire (county)", "Vintle", "Wrenfold"}),
        ("q=ÚMBERSHIRE+%26+vintle", {"Vintle"}),
        ("q=shire+thesser", {"Thessershire (county)", "Ollerwick", "Pimbrook", "Quernley"}),
        ("offer=nonsense&tier=county&q=thess", {"Thessershire (county)"}),
    ],
)
def test_the_list_is_narrowed(region, client, question, areas):
    withdraw(region, region.here.single, region.here.other_districts[0])

    assert set(rows_for(region, client, "manager", question)) == areas


def test_reasons_are_in_words_and_money_is_to_the_penny(region, client):
    withdraw(region, region.here.other_districts[0])

    found = rows_for(region, client, "manager")

    assert found["Vintle"] == [
        *("District", "Umbershire", "Shared, not yet submitted", "not submitted"),
        *("Would be withdrawn", "None", "Its county fails the condition, and it has no project.", "0.00"),
    ]
    assert found["Zelwick"][-1] == "22750.00"


def test_a_year_without_terms_says_when_there_will_be_some(world, client):
    client.force_login(world.people["manager"])

    assert "Nothing stands yet" in words(client.get("/grants/").content.decode())


def test_the_page_asks_the_same_for_any_number(region, client):
    client.force_login(region.people["manager"])

    assert_same_queries(
        lambda number: PartnershipFactory.create_batch(number, programme=region.here.programme), "/grants/", client
    )


def test_before_the_decision_the_words_say_would_and_after_it_did(world, client):
    failed(world)
    before = rows_for(world, client, "manager", "offer=withdrawn")
    assert {row[4] for row in before.values()} == {"Would be withdrawn"}
    confirmed_by_two(world)
    Role.objects.filter(partnership=world.here.single, kind="champion").delete()
    after = rows_for(world, client, "manager")
    assert after[world.own.area][4] == "Withdrawn"
    assert after[world.here.single.area][4] == "Kept"
    shown = words(client.get("/grants/").content.decode())
    assert "The grants of 2026 to 2099 are decided" in shown
    assert "Not met: one short. £25,200 was withdrawn." in shown
    assert "Met, so nothing was withdrawn." in shown
    assert "at stake" not in shown
    assert "as things stand" not in shown.lower()


def test_of_many_counties_those_that_need_most_are_drawn_and_another_when_it_is_asked_for(region, client):
    programme = region.here.programme
    localities = [PartnershipFactory(programme=programme, district=True).county for _ in range(8)]
    client.force_login(region.people["manager"])

    page, one = client.get("/grants/"), client.get(f"/grants/?county={region.here.county.pk}")

    drawn = [county.pk for county in page.context["counties"]]
    assert sorted(drawn) == sorted(county.pk for county in localities)
    assert "These 8 of 10 counties need most" in words(page.content.decode())
    assert [county.pk for county in one.context["counties"]] == [region.here.county.pk]
    assert "need most" not in words(one.content.decode())
