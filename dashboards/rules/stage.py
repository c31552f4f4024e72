"""Where a year stands, as homes tell it: who is named, whose projects are in, what is decided."""

from datetime import date
from enum import StrEnum


class Phase(StrEnum):
    """In the order of the year; the last three are about projects and their grants."""

    ENROLMENT = "enrolment"
    PROJECTS = "projects"
    DECIDING = "deciding"
    DECIDED = "decided"


def phase_of(*, is_decided: bool, has_closed: bool, assessed_by: date | None, is_begun: bool, today: date) -> Phase:
    """Projects are the news once assessments were due (`assessed_by`); without that date, once one `is_begun`."""
    if is_decided:
        return Phase.DECIDED
    if has_closed:
        return Phase.DECIDING
    is_time = today > assessed_by if assessed_by else is_begun
    return Phase.PROJECTS if is_time else Phase.ENROLMENT
