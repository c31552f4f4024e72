"""What the card of a county says in short, before and after submission closes and once the grants are decided."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.urls import clear_script_prefix, set_script_prefix

from grants.rules.localities import CountyDecision, Members
from grants.templatetags.conditions import condition_cards, condition_key
from kit.charts.figure import Caption, Figure
from kit.charts.hexrow import District, HexRow, HexRowWords, hexrow_mini
from projects.rules.submission import Window
from projects.selectors.drawn import project_states
from tests.kit.govuk_ui.rendering import words

CLOSES = datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC)
OPEN, SEALED = Window(True, deadline=CLOSES), Window(True, is_sealed=True, deadline=CLOSES)


@dataclass(frozen=True)
class Card:
    """A county without districts to lose anything, so many of whom count."""

    qualifying: int
    pk: int = 10
    area: str = "Vale & Moor"
    figure: Figure | None = None

    @property
    def decision(self) -> CountyDecision:
        nobody = Members(([], [], []), ([], [], []))
        return CountyDecision("E10", 8, 8, self.qualifying, 5, nobody)


@pytest.mark.parametrize(
    ("qualifying", "window", "has_closed", "said"),
    [
        pytest.param(3, OPEN, False, "Two more needed by 30 June , £0 at stake.", id="two short"),
        pytest.param(3, OPEN, True, "Not met: two short. £0 at stake.", id="two short, closed"),
        pytest.param(3, Window(True), False, "Not met: two short. £0 at stake.", id="two short, no date"),
        pytest.param(3, SEALED, True, "Not met: two short. £0 was withdrawn.", id="two short, decided"),
        pytest.param(5, OPEN, False, "Met, with none to spare.", id="none to spare"),
        pytest.param(6, OPEN, False, "Met, with one to spare.", id="one to spare"),
        pytest.param(8, OPEN, True, "Met, with 3 to spare.", id="three to spare"),
        pytest.param(8, SEALED, True, "Met, so nothing was withdrawn.", id="decided"),
    ],
)
def test_a_card_says_in_one_line_what_comes_of_its_county(
    qualifying: int, window: Window, has_closed: bool, said: str
) -> None:
    shown = words(condition_cards([Card(qualifying)], window, has_closed))

    assert shown == f"Vale &amp; Moor {qualifying} of 8 5 needed {said}"


def test_beneath_the_cards_each_state_that_is_drawn_is_told_once():
    said = HexRowWords(missing="", empty="", name="Partnership", state="Project", needed="2 needed")
    states = project_states()

    def card(*drawn: int) -> Card:
        districts = tuple(District(f"District {at}", states[state]) for at, state in enumerate(drawn))
        return Card(1, figure=hexrow_mini(HexRow(Caption("", ""), districts, states, 2, met=False), said))

    key = condition_key([card(4, 0), card(0, 1), Card(1)])

    assert words(key).replace(" S ", " ").replace(" N ", " ") == (
        "Submitted and shared Submitted, sharing not complete Not started"
    )
    assert condition_key([Card(1)]) == ""


def test_a_card_that_is_remembered_leads_to_where_the_portal_is_mounted_now():
    card = Card(5)
    try:
        set_script_prefix("/elsewhere/")
        there = condition_cards([card], OPEN, has_closed=False)
    finally:
        clear_script_prefix()
    here = condition_cards([card], OPEN, has_closed=False)

    assert 'href="/elsewhere/grants/counties/10/"' in there
    assert 'href="/grants/counties/10/"' in here
