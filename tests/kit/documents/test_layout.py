"""What stands on the sample's pages: running lines, page numbers, contents, and text as people wrote it."""

import re
from io import BytesIO

import pikepdf

from kit.documents.rendering import Rendered, render, render_pdf
from tests.kit.documents.samples import NAMED, head, page, page_texts, sample_html

HOSTILE = "<script>alert(1)</script>{{ head }}{% now 'Y' %}&amp;\"'><img src=x onerror=alert(2)>"


def test_every_page_is_a4_upright(report: Rendered):
    with pikepdf.open(BytesIO(report.pdf)) as pdf:
        sizes = {tuple(int(side) for side in p.MediaBox[2:]) for p in pdf.pages}

    assert sizes == {(595, 841)}


def test_the_cover_carries_the_title_and_no_running_lines(texts: list[str]):
    assert "Evaluation report" in texts[0]
    assert "WM/2027/14" in texts[0]
    assert "Page 1" not in texts[0]


def test_later_pages_say_programme_title_date_and_page_of_pages(texts: list[str]):
    for number, text in enumerate(texts[1:], start=2):
        assert "Learning to Deliver, West Midlands" in text
        assert "Grants in the West Midlands" in text
        assert "Evaluation report, 27 March 2027" in text
        assert f"Page {number} of {len(texts)}" in text


def test_the_contents_name_the_page_each_heading_is_on(texts: list[str]):
    contents = texts[1]
    for title in ("Summary", "What happens next", "Offers and final amounts"):
        number = next(n for n, text in enumerate(texts[2:], start=3) if title in text)
        assert re.search(rf"{title}\s+{number}\b", contents)


def test_a_tables_head_is_repeated_on_each_of_its_pages(texts: list[str]):
    assert sum("Final amount" in text and "E0700" in text for text in texts) == 3


def test_a_short_paper_has_a_letterhead_and_neither_cover_nor_contents():
    paper = render(sample_html(3, head=head()), **NAMED)
    texts = page_texts(paper.pdf)

    assert "Board paper" in texts[0]
    assert "All 38 partnerships were offered a grant" in texts[0]
    assert not any("Contents" in text for text in texts)


def test_hostile_words_stay_words_wherever_they_stand():
    html = sample_html(1, head=head(title=HOSTILE, programme=HOSTILE, author=HOSTILE, lead=HOSTILE))
    made = render(html, **{**NAMED, "title": HOSTILE, "author": HOSTILE})
    text = page_texts(made.pdf)[0].replace("\n", "")

    assert text.count("<script>alert(1)</script>") >= 4
    assert "{{ head }}" in text
    assert made.refused == 0


def test_hostile_words_in_metadata_are_kept_as_they_are():
    pdf = render_pdf(page("<p>Text"), **{**NAMED, "title": HOSTILE, "author": "(unbalanced \\ </rdf:li>"})
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert metadata["dc:title"] == HOSTILE
        assert list(metadata["dc:creator"]) == ["(unbalanced \\ </rdf:li>"]
        assert "/OpenAction" not in opened.Root


def test_scripts_of_a_page_never_reach_the_document():
    pdf = render_pdf(page("<script>app.alert(1)</script><p onclick='app.alert(1)'>Text"), **NAMED)

    with pikepdf.open(BytesIO(pdf)) as opened:
        assert b"alert" not in b"".join(
            thing.read_bytes() for thing in opened.objects if isinstance(thing, pikepdf.Stream)
        )
        assert "/JavaScript" not in opened.Root.get("/Names", {})


def test_welsh_letters_and_signs_are_in_our_own_font():
    pdf = render_pdf(sample_html(1, head=head(title="Tŷ a dŵr – £1,000 ≥ 2")), **NAMED)

    assert "Tŷ a dŵr – £1,000" in page_texts(pdf)[0]
