"""The proof sheet on the screen and as files: every penny, where it lies, and that it adds up."""

import csv
from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from grants.models import Determination, Outcome
from partnerships.models import Partnership, Programme, Terms
from partnerships.selectors.year_sentences import in_full
from tests.factories import PartnershipFactory, World
from tests.factories.projects import AFTER, make_project
from tests.grants.deciding import LATER, failed, prepared, ready, take_back
from tests.kit.govuk_ui.rendering import words
from tests.plugin_door import tampering
from tests.queries import assert_no_repeats, queries_for

pytestmark = pytest.mark.django_db
MOST_OF_A_SHEET = 40_000  # bytes, with 38 partnerships


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    """An hour after it was prepared."""
    with time_machine.travel(LATER, tick=False):
        yield


def sheet(client: Client, world: World, kind: str, determination: Determination) -> str:
    """As somebody reads it."""
    client.force_login(world.people[kind])
    return words(client.get(f"/grants/determinations/{determination.pk}/").content.decode())


def test_a_failed_county_is_withdrawn_and_every_penny_of_it_is_placed(client, world):
    shown = sheet(client, world, "steering", prepared(failed(world)))

    assert f"Proof sheet 1, {in_full(world.here.programme)}. Facts as they stood on" in shown
    assert "£25,200.00 would be shared among 5 partnerships. Every penny is placed" in shown
    assert "Thessershire ended at 1 of 3, so its 4 offers are withdrawn. Nobody else fails." in shown
    assert (
        "Pot: 4 offers of £6,300.00 £25,200.00 5 shares of £5,040.00 £25,200.00 Pot less what is shared £0.00" in shown
    )
    assert "2 shares of £8,501.20 £17,002.40 3 shares of £2,732.53 £8,197.59 1 odd penny £0.01" in shown
    assert "Final amounts, all 9 £83,300.00 Withheld, kept centrally £0.00 Less the 9 offers −£83,300.00" in shown
    assert "Difference £0.00" in shown
    assert "Withdrawn: Thessershire, 1 of 3 qualify (4)" in shown
    assert "All 9 £83,300.00 £25,200.00 £83,300.00 £83,300.00" in shown


def test_odd_pennies_go_to_the_lowest_codes_and_it_is_said_who_has_them(client, world):
    failed(world)
    for partnership in grown(world.here.programme, 6):
        make_project(partnership, submitted=True)

    shown = sheet(client, world, "steering", prepared(world))
    shares = Outcome.objects.filter(share__gt=0).order_by("code").values_list("share", flat=True)

    assert "11 shares of £2,290.90 £25,199.90 10 odd pennies £0.10 Pot less what is shared £0.00" in shown
    assert "The odd pennies go to the lowest official codes: Zelwick, Yarrowmoor, " in shown
    assert "This favours low codes by a penny." in shown
    assert [str(share) for share in shares] == ["2290.91"] * 10 + ["2290.90"]
    assert "£25,199.90 10p £" in shown


def test_when_everybody_is_in_the_sheet_says_plainly_that_nothing_is_shared(client, world):
    shown = sheet(client, world, "evaluator", prepared(ready(world)))

    assert "£83,300.00 would be awarded to 9 partnerships. Nothing is shared out" in shown
    assert "Every county meets its condition, so nothing is withdrawn." in shown
    assert "No offer goes into the pot" in shown
    assert "Nobody’s offer is withheld." in shown
    assert "Keeps its offer; payment to be released (9)" in shown


def test_a_pot_that_nobody_can_receive_is_undistributed_and_still_adds_up(client, world):
    take_back(ready(world), *world.here.partnerships)

    shown = sheet(client, world, "manager", prepared(world))

    assert "Nobody can receive £44,100.00, so it stays undistributed" in shown
    assert "Withheld, kept centrally £39,200.00 Nobody could receive it £44,100.00 Less the 9 offers" in shown
    assert "Difference £0.00" in shown


def test_the_rule_asked_again_says_the_same_and_any_difference_is_shown(client, world):
    determination = prepared(failed(world))
    assert "the rule gives the same to the penny" in sheet(client, world, "manager", determination)

    with tampering():
        Outcome.objects.filter(partnership=world.here.single).update(share=1, final=19601)
    shown = sheet(client, world, "manager", determination)

    assert "The figures of this decision do not add up" in shown
    assert "Asked again now, the rule says something else" in shown
    assert f"{Outcome.objects.get(final=19601).code} share 1.00 5040.00" in shown
    assert "Difference −£5,039.00" in shown


def test_facts_that_changed_since_are_said_at_the_top_and_it_cannot_be_confirmed(client, world):
    determination = prepared(failed(world))
    make_late(world)

    shown = sheet(client, world, "manager", determination)

    assert "The facts of one partnership have changed since this was prepared: Ollerwick." in shown
    assert "It cannot be confirmed as it stands." in shown
    assert "Discard this, to prepare the decision anew" in shown
    assert "Confirm this decision" not in shown


def make_late(world: World) -> None:
    """The own partnership hands in again, by leave."""
    project = world.own.project
    project.submissions.update(withdrawn_at=None, withdrawn_by=None)


def test_other_terms_since_are_said(client, world):
    determination = prepared(ready(world))
    newer = Terms.objects.create(programme=world.here.programme, number=2, made_at=AFTER, reason="Rates")
    Terms.objects.filter(pk=newer.pk).update(fixed_at=AFTER)

    assert "Other terms are in force than those it was prepared under." in sheet(
        client, world, "finance", determination
    )


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("finance", "You prepared this, so you cannot confirm it"),
        ("manager", "Confirm this decision"),
        ("steering", "It waits for a manager other than the one who prepared it."),
    ],
)
def test_each_reads_what_they_can_do_or_why_not(client, world, kind, told):
    assert told in sheet(client, world, kind, prepared(ready(world)))


@pytest.mark.parametrize("kind", ["representative", "champion", "adviser", "area-lead"])
def test_people_of_partnerships_read_it_once_it_is_confirmed(client, world, kind):
    determination = prepared(ready(world))
    client.force_login(world.people[kind])
    before = client.get(f"/grants/determinations/{determination.pk}/").status_code

    Determination.objects.update(state="confirmed", decided_by=world.people["manager"], decided_at=LATER)
    shown = sheet(client, world, kind, determination)

    assert before == 404
    assert "Confirmed by Ines Calloway on 2 July 2026, 11am, minute SG 4/7" in shown
    assert "Discard" not in shown


def test_the_rules_in_force_are_in_words(client, world):
    shown = sheet(
        client, world, "steering", prepared(ready(world, share_basis="pro_rata_offer", majority="at_least_half"))
    )

    assert "The rule, by version 1 of the terms Majority At least half" in shown
    assert "Sharing out In proportion to their offers" in shown


def rows_of(client: Client, determination: Determination, file_format: str) -> list[list[object]]:
    """The rows of a download."""
    content = b"".join(client.get(f"/grants/determinations/{determination.pk}/rows/?format={file_format}"))
    if file_format == "csv":
        return list(csv.reader(content.decode("utf-8-sig").splitlines()))
    return [list(row) for row in load_workbook(BytesIO(content)).active.values]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_downloads_have_exactly_the_rows_and_sum_to_the_same(client, world, file_format):
    determination = prepared(failed(world))
    client.force_login(world.people["finance"])

    head, *rows = rows_of(client, determination, file_format)
    wanted = ("Offer", "Share", "Odd penny", "Final, equal shares: the rule")
    offer, share, odd, final = (head.index(name) for name in wanted)

    assert len(rows) == 9
    assert head[-1] == "Final, pro rata: to compare"
    assert sum(float(row[offer]) for row in rows) == 83300
    assert sum(float(row[final]) for row in rows) == 83300
    assert sum(float(row[share]) + float(row[odd]) for row in rows) == 25200


def test_a_name_that_looks_like_a_formula_is_none(client, world):
    Partnership.objects.filter(pk=world.here.single.pk).update(area="=1+1")
    determination = prepared(ready(world))
    client.force_login(world.people["finance"])

    assert "'=1+1" in [row[0] for row in rows_of(client, determination, "csv")]


def grown(programme: Programme, count: int) -> list[Partnership]:
    """So many single tiers more, and a line that pays them."""
    programme.budget_lines.update(amount=9_000_000)
    return PartnershipFactory.create_batch(count, programme=programme)


def anew(world: World, state: str = "prepared") -> Determination:
    """Another one, the last one put aside."""
    with tampering():
        Determination.objects.update(state="discarded", decided_by=world.people["finance"], decided_at=AFTER)
    determination = prepared(world)
    if state == "confirmed":
        decided = {"decided_by": world.people["manager"], "decided_at": LATER}
        Determination.objects.filter(pk=determination.pk).update(state=state, **decided)
    return determination


@pytest.mark.parametrize(("kind", "state"), [("manager", "prepared"), ("representative", "confirmed")])
def test_the_sheet_asks_the_same_for_any_length(client, world, kind, state):
    ready(world)
    client.force_login(world.people[kind])
    asked = {}
    for more in (0, 3, 57):
        grown(world.here.programme, more)
        url = f"/grants/determinations/{anew(world, state).pk}/"
        client.get(url)
        asked[more] = queries_for(url, client)
        assert_no_repeats(asked[more])

    assert len({len(one) for one in asked.values()}) == 1
    assert len(asked[57]) <= 8


def test_a_sheet_of_38_is_small_enough_and_one_of_200_comes_in_pages(client, world):
    grown(failed(world).here.programme, 29)
    determination = prepared(world)
    client.force_login(world.people["manager"])
    small = client.get(f"/grants/determinations/{determination.pk}/").content

    grown(world.here.programme, 162)
    shown = sheet(client, world, "manager", anew(world))

    assert len(small) < MOST_OF_A_SHEET
    assert "All 200 partnerships" in shown
    assert "Next" in shown
