"""A year on its way, one not begun and one that is over."""

from dataclasses import dataclass

NAMES = ["Set up", "Enrol", "Baseline", "Assess", "Projects", "Grants", "Support", "Progress", "Evaluate"]
NOTES = [
    "2 April",
    "38 of 38",
    "412 replies",
    "38 of 38",
    "27 of 38 in. Closes 30 June",
    "from 2 July",
    "to March",
    "first report 28 September",
    "March 2028",
]


@dataclass(frozen=True)
class Step:
    state: str
    name: str
    note: str


def year(now: int) -> list[Step]:
    """The nine steps, with the one at `now` under way; 9 when all are done."""
    states = ["done"] * now + ["now"] + ["later"] * len(NAMES)
    return [Step(*step) for step in zip(states, NAMES, NOTES, strict=False)]


def context() -> dict[str, object]:
    long = "Everything that the partnerships of the whole region have still to hand in before midsummer"
    return {"under_way": year(4), "not_begun": year(0), "over": year(9), "long": long}
