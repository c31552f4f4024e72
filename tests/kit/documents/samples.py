"""A sample document with every part in it, and small pages for one question each."""

from datetime import UTC, date, datetime
from io import BytesIO

from pypdf import PdfReader

from kit.charts.bars import Bar, Bars, BarWords, bars
from kit.charts.figure import Caption, Figure
from kit.documents.head import Entry, Fact, Head, document_html

AT = datetime(2027, 3, 27, 9, 30, tzinfo=UTC)
NAMED = {"title": "Grants in the West Midlands", "author": "Programme team", "at": AT}

PLACES = (
    "Telford and Wrekin", "Stoke-on-Trent", "Bridgnorth", "North Shropshire", "Shrewsbury and Atcham", "Rugby",
    "North Warwickshire", "Nuneaton and Bedworth", "Stratford-on-Avon", "Warwick", "Bromsgrove", "Redditch",
)  # fmt: skip
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="480" height="90" viewBox="0 0 480 90" role="img">
<title>Three counties of four have met their condition</title>
<desc>Bars by county: Staffordshire 4 of 8, Shropshire 3 of 5, Warwickshire 5 of 5</desc>
<g fill="#0b4450"><rect x="130" y="5" width="160" height="20"/><rect x="130" y="35" width="120" height="20"/></g>
<g font-family="Source Sans 3" font-size="15" fill="#0b0c0c"><text x="0" y="20">Staffordshire</text>
<text x="0" y="50">Shropshire</text></g></svg>"""
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="12" aria-hidden="true"><path d="M0 0h12v12H0z"/></svg>'
)


def head(**changes: object) -> Head:
    given = {
        "title": "Grants in the West Midlands",
        "kind": "Board paper",
        "programme": "Learning to Deliver, West Midlands",
        "author": "Programme team",
        "date": date(2027, 3, 27),
    }
    return Head(**{**given, **changes})


def report_head() -> Head:
    contents = (
        Entry("summary", "Summary"),
        Entry("next", "What happens next", 3),
        Entry("picture", "County conditions"),
        Entry("offers", "Offers and final amounts"),
    )
    return head(
        kind="Evaluation report", lead="What 38 partnerships were offered, and what they keep",
        facts=(Fact("Reference", "WM/2027/14"),), contents=contents, has_cover=True,
    )  # fmt: skip


def figure() -> Figure:
    """A chart as pages show it."""
    caption = Caption("Staffordshire is one short", "Districts that have submitted and shared, by county")
    rows = (Bar("Staffordshire", 4, "of 8"), Bar("Shropshire", 3, "of 5"), Bar("Warwickshire", 5, "of 5"))
    words = BarWords(missing="Not known", empty="Nothing yet", name="County", value="Shared", note="Districts")
    return bars(Bars(caption, rows), words)


def sample_html(rows: int = 12, **changes: object) -> str:
    """The sample with its parts; keywords replace `head` or `figure`."""
    amounts = {"offer": "£6,300.00", "share": "£2,577.27", "final": "£8,877.27"}
    listed = [{"name": PLACES[i % len(PLACES)], "code": f"E0700{i:04}", **amounts} for i in range(rows)]
    context = {"head": report_head(), "figure": figure(), "rows": listed, "total": amounts, **changes}
    return document_html("documents/sample.html", context.pop("head"), context)


def page(body: str, *, head: str = "", language: str = "en-GB") -> str:
    """A bare page with one heading."""
    top = f'<!doctype html><html lang="{language}"><head><title>Page</title>{head}</head>'
    return f"{top}<body><h1>Page</h1>{body}</body></html>"


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, as a reader would copy it."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
