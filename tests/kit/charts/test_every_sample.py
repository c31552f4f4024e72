"""Every chart of the style page, in every state it is shown in."""

import pytest

from kit.charts.figure import Figure
from kit.govuk_ui.style.charts import chart_samples
from tests.kit.charts.checks import check, check_apart, check_contrast, check_inside, pictures
from tests.kit.charts.drawing import parse, said

SAMPLES = [(f"{group}: {name}", figure) for group, samples in chart_samples() for name, figure in samples]
every_sample = pytest.mark.parametrize("figure", [figure for _, figure in SAMPLES], ids=[name for name, _ in SAMPLES])


@every_sample
def test_it_is_well_formed_named_and_nothing_overlaps_or_leaves_the_picture(figure: Figure) -> None:
    check(figure)


@every_sample
def test_words_and_marks_stand_out_from_what_is_behind_them(figure: Figure) -> None:
    for svg in pictures(figure):
        check_contrast(svg)


@every_sample
def test_it_names_its_font_for_a_pdf(figure: Figure) -> None:
    for svg in pictures(figure):
        assert "Source Sans 3" in parse(svg).attrib["font-family"]


@every_sample
def test_an_empty_one_says_so_in_the_picture_and_in_the_table(figure: Figure) -> None:
    if not figure.table.rows:
        assert figure.table.empty.split() == " ".join(said(figure.svg)).split()
        assert figure.key == ()


@every_sample
def test_the_key_is_words_with_marks_that_screen_readers_skip(figure: Figure) -> None:
    for item in figure.key:
        assert item.label.strip()
        assert parse(item.mark).get("aria-hidden") == "true"


@pytest.mark.parametrize("name", [name for name, _ in SAMPLES if name.startswith("Hex map")])
def test_the_letters_of_a_map_neither_overlap_nor_leave_the_picture(name: str) -> None:
    svg = dict(SAMPLES)[name].svg

    check_inside(svg, hidden="ch-name")
    check_apart(svg, hidden="ch-name")


def test_all_pictures_on_one_page_have_ids_of_their_own() -> None:
    ids = [element.get("id") for _, figure in SAMPLES for svg in pictures(figure) for element in parse(svg).iter()]

    ids = [found for found in ids if found]

    assert len(ids) == len(set(ids))


def test_drawing_again_gives_the_same() -> None:
    again = [figure for _, samples in chart_samples() for _, figure in samples]

    assert again == [figure for _, figure in SAMPLES]
