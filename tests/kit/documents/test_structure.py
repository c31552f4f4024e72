"""What assistive technology finds in the sample document, and what is refused for what it would not find."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from kit.documents.errors import NotAccessible
from kit.documents.rendering import render_pdf
from kit.documents.structure import Facts, Font, describe, elements_of, problems_of
from tests.kit.documents.samples import MARK, NAMED, SVG, page, sample_html

BARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
TWO_COLUMNS = "<table><thead><tr><th>Place<th>Sum</thead><tbody>{}</tbody><tfoot><tr><th>All<td>9</tfoot></table>"


def made(body: str, **changes: str) -> Facts:
    return describe(render_pdf(page(body, **changes), **NAMED))


def test_a_document_says_its_title_author_language_and_standard(facts: Facts):
    assert (facts.title, facts.author) == ("Grants in the West Midlands", "Programme team")
    assert facts.language.lower() == "en-gb"
    assert (facts.pdfua_part, facts.marked, facts.shows_title) == ("1", True, True)


def test_headings_are_tagged_in_order_and_become_bookmarks(facts: Facts):
    assert facts.heading_levels == (1, 2, 2, 3, 2, 2)
    assert facts.bookmarks == ("Summary", "What happens next", "County conditions", "Offers and final amounts")


def test_lists_are_lists_of_items_with_labels_and_bodies(facts: Facts):
    assert facts.tags["L"] >= 3
    assert facts.tags["LI"] == facts.tags["LBody"]
    assert facts.tags["Lbl"] == 5


def test_links_are_announced_by_their_words_and_lead_to_the_portal(facts: Facts, report):
    assert "See the programme on the portal" in facts.links
    with pikepdf.open(BytesIO(report.pdf)) as pdf:
        targets = [str(a.A.URI) for p in pdf.pages for a in p.get("/Annots", ()) if "/A" in a]
    assert targets == ["http://127.0.0.1:8000/"]


def test_a_chart_speaks_its_title_and_description(facts: Facts):
    assert facts.figures == ("Staffordshire is one short. Districts that have submitted and shared, by county",)


def test_every_font_travels_with_the_document_and_can_be_read_as_text(facts: Facts):
    assert {font.name.split("+")[1].rstrip(",") for font in facts.fonts} == {
        "Source-Sans-3", "Source-Sans-3-Semi-Bold", "Source-Sans-3-Bold",
    }  # fmt: skip
    assert all(font.embedded and font.to_unicode for font in facts.fonts)


def test_headers_in_a_tables_head_are_for_columns_and_all_others_for_rows():
    facts = made(TWO_COLUMNS.format("<tr><th>Rugby<td>4<tr><th>Warwick<td>5"))

    assert facts.header_scopes == ("Column", "Column", "Row", "Row", "Row")


def test_a_table_inside_another_tables_head_starts_afresh():
    inner = TWO_COLUMNS.format("<tr><th>Rugby<td>4")
    facts = made(f"<table><thead><tr><th>{inner}</th></tr></thead><tbody><tr><td>1</tbody></table>")

    assert facts.header_scopes == ("Column", "Column", "Column", "Row", "Row")


def test_a_table_over_three_pages_is_one_table_with_one_head(facts: Facts):
    assert facts.tags["Table"] == 2  # the figure's and the long one
    assert facts.tags["THead"] == 2
    assert facts.header_scopes.count("Column") == 3 + 5
    assert facts.header_scopes.count("Row") == 3 + 60 + 1


def test_every_data_cell_of_a_broken_table_names_headers_that_are_there(report):
    with pikepdf.open(BytesIO(report.pdf)) as pdf:
        cells = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
        heads = [cell for cell in cells if cell.S == "/TH" and cell.A.Scope == "/Column"]
        named = {str(name) for cell in cells if cell.S == "/TD" for name in cell.A.get("/Headers", ())}
        first_heads = {str(cell.ID) for cell in described_tree(pdf) if cell.S == "/TH"}
    assert len(heads) >= 8
    assert named <= first_heads


def described_tree(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [element for element, _ in elements_of(pdf)]


def test_running_headers_and_repeated_table_heads_are_artifacts(report):
    with pikepdf.open(BytesIO(report.pdf)) as pdf:
        reachable = {element.objgen for element in described_tree(pdf)}
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = [owner for value in numbers[1::2] if isinstance(value, pikepdf.Array) for owner in value]
        streams = [p.Contents.read_bytes() for p in pdf.pages]
    assert all(owner.objgen in reachable for owner in owners if owner is not None)
    assert owners.count(None) > 0
    assert sum(stream.count(b"MCID") for stream in streams) == len(owners) - owners.count(None)


def test_a_picture_marked_as_decoration_is_passed_over():
    facts = made(
        f"{SVG}<p>{MARK} Done</p><div aria-hidden='true'>{SVG}</div><img alt='' src='/static/govuk_ui/mark.svg'>"
    )

    assert len(facts.figures) == 1
    assert facts.figures[0].startswith("Three counties")


def test_shapes_inside_a_link_of_a_drawing_are_drawn_and_the_drawing_is_one_figure():
    shapes = '<polygon points="5,5 60,5 30,60" fill="#0b4450"/><text x="5" y="80">Rugby</text>'
    start, end = SVG.split("<g ")[0], "</svg>"
    linked, grouped = (
        f'{start}<{tag} href="/projects" text-anchor="middle">{shapes}</{tag}>{end}' for tag in ("a", "g")
    )
    with_link, without = (render_pdf(page(svg), **NAMED) for svg in (linked, grouped))

    assert operators(with_link) == operators(without)
    assert describe(with_link).figures == describe(without).figures


def operators(pdf: bytes) -> bytes:
    """All drawing of a file, forms included."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return b"".join(
            thing.read_bytes() for thing in opened.objects if isinstance(thing, pikepdf.Stream) and draws(thing)
        )


def draws(stream: pikepdf.Stream) -> bool:
    return "/Type" not in stream or stream.Type == "/XObject"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (BARE, "figure-without-alternative"),
        ('<img src="/static/govuk_ui/mark.svg" width="9">', "figure-without-alternative"),
        ("<h3>Too deep</h3>", "heading-level-skipped"),
    ],
)  # fmt: skip
def test_what_some_could_not_read_is_refused_by_name(body: str, problem: str):
    with pytest.raises(NotAccessible) as refusal:
        made(body)

    assert refusal.value.problems == (problem,)


def test_a_page_without_language_or_heading_is_refused():
    with pytest.raises(NotAccessible) as refusal:
        render_pdf("<!doctype html><title>t</title><p>Text", **NAMED)

    assert refusal.value.problems == ("no-language", "no-heading")


def test_a_document_without_a_title_is_refused():
    with pytest.raises(NotAccessible) as refusal:
        render_pdf(page("<p>Text"), **{**NAMED, "title": " "})

    assert refusal.value.problems == ("no-title",)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"marked": False}, "not-tagged"),
        ({"pdfua_part": ""}, "not-tagged"),
        ({"shows_title": False}, "no-title"),
        ({"header_scopes": ("Column", "")}, "header-without-scope"),
        ({"links": ("",)}, "link-without-words"),
        ({"fonts": (Font("A", embedded=False, to_unicode=True),)}, "font-not-embedded"),
        ({"fonts": (Font("A", embedded=True, to_unicode=False),)}, "font-without-unicode"),
    ],
)
def test_each_missing_fact_is_a_problem_of_its_own(facts: Facts, change: dict, problem: str):
    assert problems_of(replace(facts, **change)) == [problem]


def test_the_sample_without_a_figure_has_no_figure_tag():
    facts = describe(render_pdf(sample_html(3, figure=None), **NAMED))

    assert "Figure" not in facts.tags
    assert problems_of(facts) == []
