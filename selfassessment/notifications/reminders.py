"""Reminders about assessments: to complete them, and to see to partners who were asked and have not finished.

Both go to representatives. Partners are reminded by who asked them, with a fresh link from the partnership's own page:
who they are is the draft's, which whoever runs the programme does not read (access row 07).
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notices.rules import kinds
from notices.rules.reminders import Case, Dates, Gathering
from partnerships.models import Programme, Role
from partnerships.notifications.reminders import each_person
from partnerships.selectors.reminders import day_of, named_people, places
from selfassessment.rules.standing import State
from selfassessment.selectors.reminders import is_to_assess, is_to_chase
from selfassessment.selectors.standing import standing_in

Kind = Role.Kind
REMINDERS = _("Reminders")
WHY_NOT = {State.COMPLETED: "assessed", State.NONE: "no_framework", State.OTHER_KIND: "other_kind"}


def cases_of_assessments(gathering: Gathering) -> list[Case]:
    """Every representative; there is something to do where neither assessment nor joint review is completed."""
    named = gathering(named_people)
    found = []
    for place in gathering(places):
        standing = standing_in(place)
        page = "joint_review" if standing.is_joint else "assessment"
        case = Case(
            about=f"partnership:{place.pk}",
            place=place.name,
            name="",
            dates=Dates(due=day_of(place.assessed_by)),
            why_not=is_closed(place) or WHY_NOT.get(standing.state, ""),
            ids={"partnership": place.pk},
            words=partial(words_of, place, gathering.at, page, place.pk, assessment=standing),
        )
        found += each_person(case, named.get((place.pk, Kind.REPRESENTATIVE), ()))
    return found


def cases_of_partners(gathering: Gathering) -> list[Case]:
    """The representatives of every partnership that asked partners to score its assessment."""
    named = gathering(named_people)
    found = []
    for place in gathering(places):
        if not place.asked or place.delivers_laa:
            continue
        assessment, since = place.asked["pk"], place.asked["since"]
        case = Case(
            about=f"assessment:{assessment}",
            place=place.name,
            name="",
            dates=Dates(due=day_of(place.assessed_by), began=day_of(datetime.fromisoformat(since)) if since else None),
            why_not=is_closed(place) or why_no_chase(place),
            ids={"partnership": place.pk},
            words=partial(words_of, place, gathering.at, "partners", assessment),
        )
        found += each_person(case, named.get((place.pk, Kind.REPRESENTATIVE), ()))
    return found


def is_closed(place: Any) -> str:
    """Why a partnership can write nothing; empty where its year is open."""
    return "" if place.programme.state == Programme.State.OPEN else "year_not_open"


def why_no_chase(place: Any) -> str:
    """Why there is no partner to see to; empty where there is."""
    if standing_in(place).state in WHY_NOT:
        return WHY_NOT[State.COMPLETED]
    return "" if place.asked["open"] else "finished"


def words_of(place: Any, at: datetime, page: str, pk: int, **more: Any) -> dict[str, Any]:
    """What the text is written with; `closes_at` only while it lies ahead."""
    closes_at = place.assessed_by
    return {
        "partnership": place,
        "programme": place.programme,
        "closes_at": closes_at if closes_at and closes_at >= at else None,
        "link": settings.BASE_URL + reverse(page, args=[pk]),
        **more,
    }


kinds.register(
    kinds.Kind(
        "selfassessment/reminder_assessment",
        group=REMINDERS,
        label=_("Our assessment or joint review is not completed yet"),
        sent_as=_("Reminder to complete an assessment or joint review"),
        tells=_("For representatives: by when, and where to go on."),
        matters=is_to_assess,
        roles=frozenset({Kind.REPRESENTATIVE}),
    )
)
kinds.register(
    kinds.Kind(
        "selfassessment/reminder_partners",
        group=REMINDERS,
        label=_("Partners have not finished scoring our assessment"),
        sent_as=_("Reminder about partners who have not finished scoring"),
        tells=_("For representatives: where to send them a fresh link, or to take them off."),
        matters=is_to_chase,
        roles=frozenset({Kind.REPRESENTATIVE}),
    )
)
