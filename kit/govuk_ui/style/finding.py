"""Lists of one page, of few and of many pages."""

from django.core.paginator import Paginator

from kit.govuk_ui.listing import ListPage
from kit.govuk_ui.table import Group, Heading, Table, link
from kit.govuk_ui.templatetags.marks import state

FORMATS = (("csv", "CSV"), ("xlsx", "Excel"))
STATES = [
    ("Bridgnorth", "shared"),
    ("Oswestry", "draft"),
    ("Newcastle-under-Lyme Local Strategic Partnership", "shared"),
    ("South Shropshire", "not_started"),
]
IN_WORDS = (
    "Staffordshire Moorlands Local Strategic Partnership",
    "Nothing completed that it could rest on, no champion",
)
LONG = "Shrewsbury and Atcham, with everything that its two old boroughs and their many parishes brought with them"
UNBROKEN = "somebody.with.a.long.name@newcastle-under-lyme-partnership.example"


def listed(rows: int, number: int = 1) -> ListPage:
    """A page of a list of so many rows, of which five are drawn."""
    page = Paginator(range(rows), 50).get_page(number)
    headings = [Heading("Partnership"), Heading("Joined"), Heading("Project", phone="result")]
    drawn: list[tuple[str, ...]] = [(link("#main", area), "27 March 2026", state(key)) for area, key in STATES]
    area, said = IN_WORDS
    drawn.append((link("#main", area), "27 March 2026", said))
    table = Table("Partnerships by state of project", headings, [Group(drawn)], caption_hidden=True)
    return ListPage(table, page, f"{rows:,} partnerships", FORMATS)


def context() -> dict[str, object]:
    many = Paginator(range(2_000), 50)
    return {
        "first": many.get_page(1),
        "middle": many.get_page(21),
        "last": many.get_page(40),
        "few": Paginator(range(101), 50).get_page(2),
        "one": Paginator(range(3), 50).get_page(1),
        "list_of_many": listed(1_112, 2),
        "list_of_few": listed(4),
        "list_of_none": listed(0),
        "chosen": [
            ("Staffordshire", "?tier=district"),
            ("District", "?county=staffordshire"),
            (LONG, "?"),
            (UNBROKEN, "?"),
        ],
        "long": LONG,
    }
