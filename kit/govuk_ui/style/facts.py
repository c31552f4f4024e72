"""Tables of money: grouped with sums, stacked on a phone; one row; none; long names."""

from decimal import Decimal

from kit.govuk_ui.formats import exact
from kit.govuk_ui.table import Group, Heading, Table, plain_table

SHARES = [
    Heading("Partnership"),
    Heading("Offer", number=True),
    Heading("Equal share", number=True),
    Heading("Odd penny", number=True),
    Heading("Final amount", number=True, phone="result"),
]
RECEIVED = [
    ("Birmingham", 1_960_000, 257_727, 1),
    ("Bridgnorth", 630_000, 257_727, 1),
    ("Coventry", 1_960_000, 257_727, 0),
]
WITHDRAWN = [("Newcastle-under-Lyme", 630_000), ("Staffordshire Moorlands", 630_000)]
LONG = "The Association of Neighbourhood Partnerships of Shrewsbury, Atcham, Llanfairpwllgwyngyll and Places Beyond"


def shares() -> Table:
    """Pence in, money as people read it out."""
    received = [
        (name, exact(offer), exact(share), f"{odd}p" if odd else "", exact(offer + share + odd))
        for name, offer, share, odd in RECEIVED
    ]
    withdrawn = [(name, exact(offer), "", "", exact(0)) for name, offer in WITHDRAWN]
    total = sum(offer + share + odd for _, offer, share, odd in RECEIVED)
    offers = sum(row[1] for row in RECEIVED) + sum(row[1] for row in WITHDRAWN)
    return Table(
        caption="Who receives what, to the penny",
        columns=SHARES,
        groups=[Group(received, "Receives a share (3)"), Group(withdrawn, "Withdrawn (2)")],
        foot=[("All 5", exact(offers), exact(257_727 * 3), "2p", exact(total))],
    )


def context() -> dict[str, object]:
    two = [Heading("Partnership"), Heading("Final amount", number=True, phone="result")]
    return {
        "shares": shares(),
        "one_row": plain_table("One row", two, [("Rugby", "£8,877.27")]),
        "no_row": plain_table("No rows", two, []),
        "long_row": plain_table("Long names", two, [(LONG, "£1,234,567,890.12"), ("Y", "£0.01")]),
        "long": LONG,
        "pounds": Decimal("19600.00"),
        "pence": 2_237_731,
    }
