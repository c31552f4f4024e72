"""Simulations side by side, and as files."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from grants.rules.settings import Majority, Settings
from grants.views.simulation_comparison import shortened
from tests.grants.simulating import read, simulation_of, two
from tests.kit.govuk_ui.rendering import words

HALF = Settings(majority=Majority.AT_LEAST_HALF)


def test_two_side_by_side_add_up_and_the_furthest_apart_come_first(manager, world):
    everybody, nobody = two(world)
    said = read(manager, f"{reverse('compare_simulations')}?with={everybody.pk}&with={nobody.pk}")
    assert "Goes out £0.00 £0.00 £83,300.00 +£83,300.00" in said
    assert "Offered £83,300.00 £83,300.00 £83,300.00 £0.00" in said
    assert "Otherwise than today: Ollerwick" in said
    assert "Everybody submits and shares as today." in said
    assert "Thessershire meets its condition in B, and fails it in A." in said
    assert said.index("Yarrowmoor, Zelwick £0.00 £0.00 £19,600.00") < said.index("Ollerwick, ")


def test_side_by_side_those_who_get_the_same_stand_on_one_line(manager, world):
    everybody, nobody = two(world)
    said = read(manager, f"{reverse('compare_simulations')}?with={everybody.pk}&with={nobody.pk}")
    assert "2 outcomes" in said
    assert said.count("£0.00 £0.00 £6,300.00 +£6,300.00") == 1


def test_three_show_the_most_less_the_least(manager, world):
    everybody, nobody = two(world)
    half = simulation_of(world, "Half", settings=HALF)
    query = "&".join(f"with={one.pk}" for one in (everybody, nobody, half))
    assert "Most less least" in read(manager, f"{reverse('compare_simulations')}?{query}")


@pytest.mark.parametrize("query", ["", "with=1", "with=x&with=y", "with=%00&with=9&with=8&with=7"])
def test_what_cannot_be_compared_is_said_above_the_list(manager, world, query):
    two(world)
    said = read(manager, f"{reverse('compare_simulations')}?{query}")
    assert "There is a problem" in said
    assert "2 simulations" in said


def test_more_than_three_are_not_compared(manager, world):
    kept = [simulation_of(world, f"Number {n}") for n in range(4)]
    query = "&".join(f"with={one.pk}" for one in kept)
    html = manager.get(f"{reverse('compare_simulations')}?{query}").content.decode()
    assert "Select two or three simulations" in words(html)
    assert html.count(" checked") == 4


def rows_of(client: Client, url: str) -> list[dict[str, str]]:
    answer = client.get(url)
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


def test_a_simulation_as_a_file_has_every_place_with_its_reason(manager, world):
    kept = simulation_of(world)
    rows = rows_of(manager, f"/grants/simulations/{kept.pk}/?format=csv")
    assert len(rows) == 9
    assert sum(float(row["Simulated"]) for row in rows) == 83_300
    assert {row["Offer then"] for row in rows} == {"Kept"}


def test_a_comparison_as_a_file_has_a_column_for_each(manager, world):
    everybody, nobody = two(world)
    rows = rows_of(manager, f"{reverse('compare_simulations')}?with={everybody.pk}&with={nobody.pk}&format=csv")
    assert [float(rows[0][name]) for name in ("A. Nobody", "B. Everybody", "B less A")] == [0, 19_600, 19_600]


@pytest.mark.parametrize(
    ("names", "headings"),
    [
        (["Two more", "None"], ["Two more", "None"]),
        (["Two more districts submit", "None"], ["Two more districts su…", "None"]),
        (
            ["Two more districts, in equal shares", "Two more districts, by offer"],
            ["…in equal shares", "…districts, by offer"],
        ),
    ],
)
def test_long_names_that_begin_alike_are_told_by_their_ends(names, headings):
    assert shortened(names) == headings
