"""A page that tries to fetch gets nothing; the control shows that WeasyPrint alone would have given it to it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from kit.documents.errors import FileMissing
from kit.documents.rendering import render
from tests.kit.documents.counting_server import CountingServer, counting_server
from tests.kit.documents.payloads import CANARY, PAYLOADS, Payload, svg
from tests.kit.documents.samples import NAMED, page, page_texts

BITING = [payload for payload in PAYLOADS if payload.bites]


@pytest.fixture(scope="module")
def server() -> Iterator[CountingServer]:
    with counting_server() as counted:
        yield counted


@pytest.fixture
def hits(server: CountingServer) -> list[str]:
    server.hits.clear()
    return server.hits


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files that no document should ever show."""
    made = tmp_path_factory.mktemp("outside")
    (made / "canary.css").write_text(f'body::before{{content:"{CANARY}"}}')
    (made / "canary.txt").write_text(CANARY)
    return made


def page_of(payload: Payload, server: CountingServer, folder: Path) -> str:
    places = {"server": f"http://{server.address}", "address": server.address, "folder": str(folder)}
    nested = svg('<image href="http://{address}/a.png" width="9" height="9"/>'.format(**places))
    places["nested"] = nested.replace('"', "%22").replace("#", "%23").replace(" ", "%20")
    return page(payload.body.format(**places), head=payload.head.format(**places))


def taken(pdf: bytes, hits: list[str]) -> list[str]:
    """What a page got hold of: requests made, the canary shown, files attached."""
    shown = [CANARY] if any(CANARY in text for text in page_texts(pdf)) else []
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [*hits, *shown, *opened.attachments]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_nothing_is_fetched_for(payload: Payload, server: CountingServer, hits: list[str], folder: Path):
    made = render(page_of(payload, server, folder), **NAMED)

    assert taken(made.pdf, hits) == []


@pytest.mark.long
@pytest.mark.parametrize("payload", BITING, ids=lambda payload: payload.name)
def test_weasyprint_alone_would_fetch(payload: Payload, server: CountingServer, hits: list[str], folder: Path):
    html = weasyprint.HTML(string=page_of(payload, server, folder), base_url="http://127.0.0.1:8000/")

    assert taken(html.write_pdf(), hits) != []


def test_a_refused_address_is_counted_and_the_document_still_made(server: CountingServer, hits: list[str]):
    made = render(page(f'<img alt="A photograph" src="http://{server.address}/a.png">'), **NAMED)

    assert made.refused == 1
    assert "A photograph" in page_texts(made.pdf)[0]


def test_a_foreign_colour_profile_stops_the_document_unfetched(server: CountingServer, hits: list[str]):
    profile = f'<style>@color-profile --p{{src:url("http://{server.address}/a.icc")}}</style>'

    with pytest.raises(FileMissing):
        render(page("", head=profile), **NAMED)

    assert hits == []


def test_our_own_style_sheet_and_picture_are_used(hits: list[str]):
    link = '<link rel="stylesheet" href="/static/documents/print.css">'
    made = render(page('<img alt="Our mark" src="/static/govuk_ui/mark.svg">', head=link), **NAMED)

    assert made.refused == 0
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert any("Source-Sans-3" in str(thing.get("/BaseFont", "")) for thing in pdf.objects if is_dictionary(thing))


def is_dictionary(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary)


def test_a_missing_file_of_our_own_stops_the_document():
    with pytest.raises(FileMissing) as refusal:
        render(page("", head='<link rel="stylesheet" href="/static/documents/not-there.css">'), **NAMED)

    assert refusal.value.address == "http://127.0.0.1:8000/static/documents/not-there.css"
