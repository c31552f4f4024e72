"""Reminders about projects: to submit, to endorse, to confirm a receipt. Each date is asked where it is kept."""

from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notices.rules import kinds
from notices.rules.reminders import Case, Dates, Gathering
from partnerships.models import Role
from partnerships.notifications.reminders import each_person
from partnerships.selectors.reminders import day_of, named_people, places
from projects.rules.submission import WhyNot, Window
from projects.selectors.reminders import Given, given, is_to_confirm, is_to_endorse, is_to_submit
from projects.selectors.windows import window

Kind = Role.Kind
REMINDERS = _("Reminders")


def cases_of_submission(gathering: Gathering) -> list[Case]:
    """Every representative; partnerships that name nobody stand with the reason."""
    named = gathering(named_people)
    found = []
    for place in gathering(places):
        ends = window(place.programme, place)
        reason = WhyNot.SUBMITTED if place.is_submitted else is_closed(ends, gathering.at)
        case = Case(
            about=f"partnership:{place.pk}",
            place=place.name,
            name="",
            dates=Dates(due=day_of(ends.ends_at())),
            why_not=reason,
            ids={"partnership": place.pk},
            words=partial(words_of, place, ends, gathering.at, "home"),
        )
        found += each_person(case, named.get((place.pk, Kind.REPRESENTATIVE), ()))
    return found


def cases_of_endorsement(gathering: Gathering) -> list[Case]:
    """The champion of every partnership that asked for an endorsement of its latest edition."""
    named = gathering(named_people)
    found = []
    for place in gathering(places):
        if place.verdict is None:
            continue
        ends = window(place.programme, place)
        reason = "answered" if place.verdict else is_closed(ends, gathering.at)
        case = Case(
            about=f"endorsement:{place.project_pk}",
            place=place.name,
            name="",
            dates=Dates(due=day_of(ends.ends_at()), began=day_of(place.asked_at)),
            why_not=reason,
            ids={"partnership": place.pk},
            words=partial(words_of, place, ends, gathering.at, "endorse_project", place.project_pk),
        )
        found += each_person(case, named.get((place.pk, Kind.CHAMPION), ()))
    return found


def cases_of_receipt(gathering: Gathering) -> list[Case]:
    """The representatives of every partnership that a project was shared with."""
    named = gathering(named_people)
    found = []
    for sharing in gathering(given):
        sharer, receiver = sharing.sharer, sharing.receiver
        ends = window(sharer.programme, sharer)
        words = partial(words_of, sharer, ends, gathering.at, "project", sharer.project_pk)
        case = Case(
            about=f"sharing:{sharing.pk}",
            place=receiver.name,
            name="",
            dates=Dates(due=day_of(ends.ends_at()), began=day_of(sharing.at)),
            why_not=why_no_receipt(sharing, ends),
            ids={"sharing": sharing.pk, "partnership": receiver.pk},
            words=partial(words, receiver=receiver, shared_at=sharing.at),
        )
        found += each_person(case, named.get((receiver.pk, Kind.REPRESENTATIVE), ()))
    return found


def is_closed(ends: Window, at: datetime) -> str:
    """Why one partnership cannot submit at a moment, its leave to be late counted; empty when it can."""
    return next(iter(ends.why_not(at)), "")


def why_no_receipt(sharing: Given, ends: Window) -> str:
    """Why nobody needs to confirm; after submission has closed one still may, until grants are decided."""
    if sharing.is_confirmed:
        return "confirmed"
    if not sharing.sharer.receipts_asked:
        return "not_needed"
    if not ends.is_open_year:
        return WhyNot.YEAR_NOT_OPEN
    return WhyNot.SEALED if ends.is_sealed else ""


def words_of(place: Any, ends: Window, at: datetime, page: str, *args: Any, **more: Any) -> dict[str, Any]:
    """What the text is written with; `closes_at` only while it lies ahead."""
    closes_at = ends.ends_at()
    return {
        "partnership": place,
        "programme": place.programme,
        "title": place.title,
        "asker": place.asker,
        "asked_at": place.asked_at,
        "closes_at": closes_at if closes_at and closes_at >= at else None,
        "link": settings.BASE_URL + reverse(page, args=args),
        **more,
    }


kinds.register(
    kinds.Kind(
        "projects/reminder_submission",
        group=REMINDERS,
        label=_("Our project is not submitted yet"),
        sent_as=_("Reminder to submit"),
        tells=_("For representatives: by when, and what is next."),
        matters=is_to_submit,
        roles=frozenset({Kind.REPRESENTATIVE}),
    )
)
kinds.register(
    kinds.Kind(
        "projects/reminder_endorsement",
        group=REMINDERS,
        label=_("A project waits for my endorsement"),
        sent_as=_("Reminder to endorse"),
        tells=_("For champions: by when, and where to read it."),
        matters=is_to_endorse,
        roles=frozenset({Kind.CHAMPION}),
    )
)
kinds.register(
    kinds.Kind(
        "projects/reminder_receipt",
        group=REMINDERS,
        label=_("We have not confirmed that we received a project"),
        sent_as=_("Reminder to confirm receipt of a project"),
        tells=_("For representatives: whose project, and where to confirm."),
        matters=is_to_confirm,
        roles=frozenset({Kind.REPRESENTATIVE}),
    )
)
