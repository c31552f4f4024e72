"""Where each partnership stands on a proof sheet, and under which heading."""

from decimal import Decimal

import pytest

from grants.rules.determination import Outcome as Reckoned
from grants.rules.facts import PartnershipFacts, Tier
from grants.rules.positions import WhyPosition, WhyShare, withdrawn
from grants.selectors.determinations import Stored
from grants.selectors.proof_rows import HEADINGS, ProofRow, group_of, key_of

OFFER = Decimal("6300.00")
NAMES = {"E10": "Thessershire", "E20": "Umbershire"}
# Status, payment, reason, why it has that share, and the heading, in the order of the sheet.
IN_ORDER = [
    ("kept", "release", "", "receives_odd_penny", "Receives a share; payment to be released"),
    ("kept", "hold", "", "receives", "Receives a share; payment held, as it has no project"),
    ("kept", "release", "", "less_than_a_penny", "Keeps its offer; payment to be released"),
    ("kept", "hold", "", "no_project", "Keeps its offer; payment held, as it has no project"),
    ("withdrawn", "none", "", "offer_not_kept", ""),
    ("withheld", "none", "single_tier_withheld", "offer_not_kept", "Withheld and kept centrally: no project"),
    ("withheld", "none", "single_tier_pooled", "offer_not_kept", "Withheld and shared out: no project"),
]


def stored(status: str, payment: str, reason: str = "", share_reason: str = "", locality: str = "E10") -> Stored:
    """A district with this outcome."""
    known = (1, "Ollerwick", "E07", "district", locality, None, OFFER, True, True, True, True, True)
    return Stored(*known, status, payment, reason, share_reason, Decimal("0.03"), OFFER)


def test_positions_stand_from_those_who_receive_to_those_whose_offer_is_lost() -> None:
    groups = [group_of(stored(*given), NAMES) for *given, _ in IN_ORDER]

    assert groups == sorted(groups)
    assert len(set(groups)) == len(IN_ORDER)


@pytest.mark.parametrize("given", [given for given in IN_ORDER if given[-1]])
def test_each_position_has_its_heading(given: tuple[str, ...]) -> None:
    *outcome, heading = given

    assert str(HEADINGS[key_of(stored(*outcome))]) == heading


def test_counties_that_failed_stand_by_their_names() -> None:
    first, second = (group_of(stored("withdrawn", "none", locality=code), NAMES) for code in ("E10", "E20"))

    assert first < second
    assert first[1:] == ("Thessershire", "E10")


@pytest.mark.parametrize(
    ("reason", "share"), [(WhyShare.RECEIVES_ODD_PENNY, "0.02"), (WhyShare.RECEIVES, "0.03")], ids=str
)
def test_an_odd_penny_stands_apart_from_the_whole_share(reason: WhyShare, share: str) -> None:
    row = row_of(stored("kept", "release", "", reason))

    assert (row.has_odd_penny, row.whole_share) == (share == "0.02", Decimal(share))


def test_a_project_that_was_lost_says_that_it_was_not_shared_and_only_a_file_says_what_it_lacked() -> None:
    facts = PartnershipFacts("E07", Tier.DISTRICT, "E10", 630_000, True, True, True, True, False)
    row = row_of(stored("withdrawn", "none", "", "offer_not_kept"), facts)

    assert (row.missing, row.lacked) == ("has a project, sharing not complete", "sharing not complete")


@pytest.mark.parametrize(("status", "said"), [("withdrawn", "has a project"), ("kept", "")])
def test_that_a_project_is_there_is_news_only_where_the_offer_is_lost(status: str, said: str) -> None:
    assert row_of(stored(status, "none" if said else "release")).missing == said


def test_what_was_missing_is_told_wherever_it_was() -> None:
    nothing = PartnershipFacts("E07", Tier.DISTRICT, "E10", 630_000, True, True, True)

    assert row_of(stored("kept", "hold"), nothing).missing == "sharing not complete, not submitted"


def row_of(outcome: Stored, facts: PartnershipFacts | None = None) -> ProofRow:
    """Its line, of somebody with a project where nothing else is said."""
    facts = facts or PartnershipFacts("E07", Tier.DISTRICT, "E10", 630_000, True, True, True, True, True)
    position = withdrawn(WhyPosition.CONDITION_FAILED_WITH_PROJECT)
    return ProofRow(outcome, Reckoned(facts, position, 0, 0), 0, group_of(outcome, NAMES))
