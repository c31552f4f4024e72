"""A hex map's layout: each partnership in the place that the file gives its code."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from audit.models import Entry
from partnerships.models import Partnership, Programme
from partnerships.rules.imports.planning import Plan
from partnerships.services.imports.applying import import_file
from tests.factories import PartnershipFactory, ProgrammeFactory

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
REGION = Path(__file__).parents[3] / "demonstration" / "data" / "west-midlands"
pytestmark = pytest.mark.django_db


def bring(programme: Programme, path: Path) -> Plan:
    return import_file(kind="layout", path=path, programme=programme, by=None, at=AT)


def layout(folder: Path, hexes: dict[str, Any], **more: Any) -> Path:
    """A hexjson file, each hexagon on its own line from the second on."""
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(place)}" for code, place in hexes.items())
    path = folder / "layout.hexjson"
    path.write_text(
        f'{{"layout": {json.dumps(more.get("kind", "odd-r"))}, "hexes": {{\n{lines}\n}}}}', encoding="utf-8"
    )
    return path


def told(plan: Plan) -> list[tuple[str, int | None, str]]:
    return [(each.code, each.line, each.column) for each in plan.problems]


def test_a_regions_layout_places_every_partnership_and_changes_nothing_the_second_time() -> None:
    programme = ProgrammeFactory(setting_up=True)
    import_file(kind="partnerships", path=REGION / "partnerships.csv", programme=programme, by=None, at=AT)

    first, second = bring(programme, REGION / "layout.hexjson"), bring(programme, REGION / "layout.hexjson")

    assert (first.problems, first.doubts, first.counts["new"]) == ((), (), 38)
    assert second.counts == {"new": 0, "changed": 0, "same": 38, "left": 0}
    assert not Partnership.objects.filter(programme=programme, hex_q=None).exists()
    assert Entry.objects.filter(action="import.applied").count() == 2  # the partnerships, and the layout once


def test_two_partnerships_may_swap_their_places(tmp_path: Path) -> None:
    programme = ProgrammeFactory()
    first = PartnershipFactory(programme=programme, gss_code="E06000901", hex_q=0, hex_r=0)
    second = PartnershipFactory(programme=programme, gss_code="E06000902", hex_q=1, hex_r=0)

    plan = bring(programme, layout(tmp_path, {"E06000901": {"q": 1, "r": 0}, "E06000902": {"q": 0, "r": 0}}))

    assert plan.counts["changed"] == 2
    assert list(Partnership.objects.order_by("pk").values_list("pk", "hex_q")) == [(first.pk, 1), (second.pk, 0)]
    assert Entry.objects.about(second).get().details["fields"] == {"hex_q": [1, 0]}


def test_each_mistake_of_a_layout_is_told_by_its_line(tmp_path: Path) -> None:
    programme = ProgrammeFactory()
    for number in range(1, 4):
        PartnershipFactory(programme=programme, gss_code=f"E0600090{number}")
    PartnershipFactory(programme=programme, name="The Fixed One", hex_q=5, hex_r=5)
    hexes = {
        "E06000901": {"q": 0, "r": 0},
        "E06000902": {"q": 0, "r": 0},
        "E06000903": {"q": "a", "r": 0},
        "E06000999": {"q": 5, "r": 5},
    }

    plan = bring(programme, layout(tmp_path, hexes))

    assert told(plan) == [
        ("place_shared", 3, "q"),
        ("not_a_place", 4, "q"),
        ("code_unknown", 5, "gss_code"),
        ("place_taken", 5, "q"),
    ]
    assert plan.problems[-1].wanted == ("The Fixed One",)


def test_partnerships_without_a_place_are_named(tmp_path: Path) -> None:
    programme = ProgrammeFactory()
    PartnershipFactory(programme=programme, gss_code="E06000901")
    PartnershipFactory(programme=programme, name="Nowhere Partnership")

    plan = bring(programme, layout(tmp_path, {"E06000901": {"q": 0, "r": 0}}))

    assert [(each.code, each.found) for each in plan.doubts] == [("no_place", "Nowhere Partnership")]


def test_a_code_that_stands_twice_is_a_problem(tmp_path: Path) -> None:
    programme = ProgrammeFactory()
    PartnershipFactory(programme=programme, gss_code="E06000901")
    path = tmp_path / "twice.hexjson"
    path.write_text(
        '{"layout": "odd-r", "hexes": {\n"E06000901": {"q": 0, "r": 0},\n"E06000901": {"q": 1, "r": 0}}}',
        encoding="utf-8",
    )

    assert told(bring(programme, path)) == [("twice", 3, "gss_code")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not json", "not_hexjson"),
        (b'{"layout": "even-q", "hexes": {}}', "not_hexjson"),
        (b'["odd-r"]', "not_hexjson"),
        (b"[" * 100_000, "not_hexjson"),
        (b'{"layout": "odd-r", "hexes": {}}', "no_hexes"),
        (b"\xff\x00\x81", "not_hexjson"),
    ],
    ids=["words", "another layout", "a list", "deep", "empty", "no text"],
)
def test_what_is_no_layout_is_refused_in_one_word(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "bad.hexjson"
    path.write_bytes(content)
    assert told(bring(ProgrammeFactory(), path)) == [(code, None, "")]


# --- A whole file on one line, and what JSON can spell ----------------------------------------------------------------
def on_one_line(folder: Path, hexes: str) -> Path:
    path = folder / "layout.hexjson"
    path.write_text('{"layout": "odd-r", "hexes": {' + hexes + "}}", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("hexes", "code"),
    [
        ('"E06000901": {"q": 0, "r": 0}, "E06000902": {"q": 0, "r": 0}', "place_shared"),
        ('"E06000901": {"q": 0, "r": 0}, "E06000901": {"q": 1, "r": 0}', "twice"),
        ('"E06000901": {"q": 0, "r": 0}, "E0600090\\u0031": {"q": 1, "r": 0}', "twice"),
        ('"E06000901\\u0000": {"q": 0, "r": 0}', "code_unknown"),
        ('"E06000901\\ud800": {"q": 0, "r": 0}', "code_unknown"),
        ('"E06000901": {"q": "\\u0000", "r": 0}', "not_a_place"),
        ('"E06000901": {"q": "\\ud800", "r": 0}', "not_a_place"),
    ],
)
def test_mistakes_are_told_though_the_whole_file_is_one_line(tmp_path: Path, hexes: str, code: str) -> None:
    programme = ProgrammeFactory()
    PartnershipFactory(programme=programme, gss_code="E06000901")
    PartnershipFactory(programme=programme, gss_code="E06000902")
    plan = bring(programme, on_one_line(tmp_path, hexes))
    assert [(each.code, each.line) for each in plan.problems] == [(code, 1)]
    assert "\0" not in plan.problems[0].found
    assert not Partnership.objects.exclude(hex_q=None).exists()


def test_a_layout_larger_than_any_region_is_refused(tmp_path: Path) -> None:
    hexes = ", ".join(f'"E{number:08}": {{"q": {number}, "r": 0}}' for number in range(10_001))
    assert told(bring(ProgrammeFactory(), on_one_line(tmp_path, hexes))) == [("not_hexjson", None, "")]
