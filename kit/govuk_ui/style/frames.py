"""Invented people and pages for the layouts: nobody here exists."""

from datetime import date
from types import SimpleNamespace

from kit.govuk_ui.style.finding import LONG, STATES, listed

LINKS = ["My partnership", "Projects", "Support", "Learning", "Library"]


def links(current: str) -> list[dict[str, object]]:
    return [{"label": label, "url": "#main", "current": "page" if label == current else ""} for label in LINKS]


class Named(SimpleNamespace):
    """Something that a template may also write out by its name."""

    def __str__(self) -> str:
        return str(self.name)


def role(key: int, kind: str, area: str = "") -> SimpleNamespace:
    """As a template sees a role."""
    days = {"starts": date(2026, 4, 1), "ends": date(2027, 3, 31)}
    programme = Named(
        name="Learning to Deliver, West Midlands", region="West Midlands", is_closed=False, is_set_up=True, **days
    )
    partnership = Named(name=f"{area} Partnership", area=area) if area else None
    return SimpleNamespace(pk=key, title=kind, programme=programme, partnership=partnership)


def standing(*roles: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(roles=roles, acting=roles[0], others=roles[1:])


def home() -> dict[str, object]:
    return {"navigation": links("My partnership"), "standing": standing(role(1, "Representative", "Lichfield"))}


def narrowed() -> dict[str, object]:
    """A list of which one page of two is shown, narrowed by a county."""
    return {"navigation": links("Projects"), "states": STATES, "listing": listed(70), "chosen": [("Shropshire", "?")]}


def question() -> dict[str, object]:
    return {"cancel_url": "#main", "confirm_url": "#main", "cannot_be_undone": True}


def header() -> dict[str, object]:
    """Somebody with four roles, one of them in a place with a long name."""
    roles = [
        role(1, "Representative", "Lichfield"),
        role(2, "Adviser"),
        role(3, "Champion", LONG),
        role(4, "Evaluator"),
    ]
    return {
        "navigation": links("Projects"),
        "standing": standing(*roles),
        "user": SimpleNamespace(is_authenticated=True),
        "is_demonstration": True,
        "languages": [("en-gb", "English"), ("cy", "Cymraeg")],
        "search_url": "#main",
        "account_url": "#main",
        "switch_url": "#main",
        "set_language_url": "#main",
        "accessibility_url": "#main",
        "privacy_url": "#main",
        "cookies_url": "#main",
    }


def errors() -> dict[str, object]:
    return {"has_errors": True}
