"""Lists of one page, of few and of many pages."""

from django.core.paginator import Paginator

LONG = "Shrewsbury and Atcham, with everything that its two old boroughs and their many parishes brought with them"


def context() -> dict[str, object]:
    many = Paginator(range(2_000), 50)
    return {
        "first": many.get_page(1),
        "middle": many.get_page(21),
        "last": many.get_page(40),
        "few": Paginator(range(101), 50).get_page(2),
        "one": Paginator(range(3), 50).get_page(1),
        "chosen": [("Staffordshire", "?tier=district"), ("District", "?county=staffordshire"), (LONG, "?")],
        "long": LONG,
    }
