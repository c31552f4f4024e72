"""What a browser sends from the form of an entry."""

from partnerships.models import Partnership
from partnerships.selectors.entries import facts_of


def answers_of(partnership: Partnership, **changed: object) -> dict[str, object]:
    """The form as it is opened, but for what was changed."""
    facts = facts_of(partnership)
    shown = {name: "" if value is None else value for name, value in facts.items()}
    shown["delivers_laa"] = "yes" if facts["delivers_laa"] else "no"
    return {**shown, "version": partnership.version, **changed}


NEW = {
    "name": "Tarnholt Partnership",
    "area": "Tarnholt",
    "short": "tar",
    "tier": "unitary",
    "county": "",
    "delivers_laa": "yes",
    "gss_code": "e0000 0007",
    "ons_code": "00zq",
    "population": "12,300",
    "body_name": "Tarnholt Council",
    "body_identifier": "gb-lae-tar",
    "version": "0",
    "written_for": "marlvale",
}
