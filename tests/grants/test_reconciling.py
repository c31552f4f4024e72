"""The ledger is compared with what was decided: each kind of disagreement is found, and said by the command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from grants.models import Outcome
from grants.selectors.reconciling import Fault, faults_in
from grants.services.determining import confirm_determination, prepare_determination
from ledger.models import BudgetLine, Entry
from projects.models import Submission
from tests.factories import World
from tests.factories.projects import AFTER, BEFORE, give_line, give_terms, submit_everywhere
from tests.plugin_door import tampering

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(world: World) -> World:
    """A year that was decided: one county failed, one single tier has no project, one district is held."""
    programme, here = world.here.programme, world.here
    give_terms(programme)
    submit_everywhere(here.partnerships)
    without = [here.other_single, here.other_county, *here.districts[:2]]
    Submission.objects.filter(project__partnership__in=without).update(
        withdrawn_at=BEFORE, withdrawn_by=world.people["representative"]
    )
    line, finance = give_line(programme), world.people["finance"]
    determination = prepare_determination(programme=programme, line=line, minute="SG 4/7", by=finance, at=AFTER)
    confirm_determination(determination=determination, by=world.people["manager"], at=AFTER)
    return world


def codes(world: World) -> set[str]:
    """What kinds of disagreement there are."""
    return {fault.code for fault in faults_in(world.here.programme)}


def told(*arguments: str) -> tuple[str, int]:
    """What the command prints, and its exit code."""
    out = StringIO()
    try:
        call_command("reconcile", *arguments, stdout=out)
    except SystemExit as left:
        return out.getvalue(), int(left.code or 0)
    return out.getvalue(), 0


def test_what_was_decided_agrees_with_the_ledger(decided):
    assert faults_in(decided.here.programme) == []
    assert set(Entry.objects.values_list("account", flat=True)) == {"offered", "committed", "held", "withheld"}
    assert told() == ("farcoast: difference 0.00\nmarlvale: difference 0.00\n", 0)


def test_an_amount_that_was_tampered_with_is_found_in_outcome_and_ledger(decided):
    with tampering():
        Outcome.objects.filter(partnership=decided.here.single).update(share=1, final="19601.00")
        Entry.objects.filter(account="committed", partnership=decided.here.single).update(amount=1)

    assert codes(decided) == {"outcome_share", "outcome_final", "posted_committed", "not_placed"}


@pytest.mark.parametrize("column", ["reason", "share_reason"])
def test_a_reason_that_was_tampered_with_is_found(decided, column):
    with tampering():
        Outcome.objects.filter(partnership=decided.here.single).update(**{column: "whatever"})

    (fault,) = faults_in(decided.here.programme)
    assert (fault.code, fault.found) == (f"outcome_{column}", "whatever")


def test_an_entry_that_is_missing_is_found(decided):
    with tampering():
        Entry.objects.filter(account="held").delete()

    missing, _ = faults_in(decided.here.programme)
    assert missing == Fault("posted_held", decided.here.other_county.area, "6300.00", "0.00")
    assert codes(decided) == {"posted_held", "not_placed"}


def test_an_entry_of_nobody_that_the_decision_does_not_ask_for_is_found(decided):
    source = Entry.objects.values_list("source", flat=True).first()
    given = {"source": source, "posted_by": decided.people["manager"], "posted_at": AFTER}
    Entry.objects.create(line=BudgetLine.objects.get(), account="undistributed", amount=5, **given)

    more, _ = faults_in(decided.here.programme)
    assert more == Fault("posted_undistributed", "", "0.00", "5.00")


def test_an_entry_that_follows_from_nothing_is_found(decided):
    Entry.objects.create(
        line=BudgetLine.objects.get(),
        account="offered",
        amount=5,
        source="determination:999",
        posted_by=decided.people["manager"],
        posted_at=AFTER,
    )

    assert codes(decided) == {"no_such_source", "not_placed"}


def test_a_line_that_has_less_than_was_offered_is_found(decided):
    BudgetLine.objects.update(amount=1)

    assert codes(decided) == {"overdrawn"}


@pytest.mark.parametrize(("amount", "found"), [("83300.00", set()), ("83299.99", {"overdrawn"})])
def test_a_line_may_be_spent_to_its_last_penny(decided, amount, found):
    BudgetLine.objects.update(amount=amount)

    assert codes(decided) == found


def test_the_command_prints_each_difference_and_exits_with_1(decided):
    BudgetLine.objects.update(amount=1)

    assert told("--programme", "marlvale") == ("marlvale: overdrawn, Core: expected 1.00, found 83300.00\n", 1)


def test_the_command_refuses_a_programme_that_is_not_there(db):
    with pytest.raises(CommandError, match="no programme with the key nowhere"):
        told("--programme", "nowhere")


def test_money_slipped_onto_another_line_in_the_name_of_the_decision_is_found_though_it_adds_up(decided):
    source = Entry.objects.values_list("source", flat=True).first()
    spare = BudgetLine.objects.create(programme=decided.here.programme, name="Spare", funder="A fund", amount=900)
    for account in ("offered", "committed"):
        Entry.objects.create(
            line=spare,
            account=account,
            partnership=decided.there.single,
            amount=700,
            source=source,
            posted_by=decided.people["manager"],
            posted_at=AFTER,
        )

    assert codes(decided) == {"no_such_source"}
