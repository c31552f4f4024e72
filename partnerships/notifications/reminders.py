"""Reminders about people: a champion still to be named, an invitation still to be answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.services.message_links import link_asked
from notices.rules import kinds
from notices.rules.reminders import Case, Dates, Gathering
from partnerships.models import Invitation, Role
from partnerships.rules.deadlines import local_day
from partnerships.rules.enrolment import MOST_REPRESENTATIVES
from partnerships.selectors.invitations import INVITATION, link_subject
from partnerships.selectors.reminders import (
    asked_people,
    day_of,
    is_still_to_name,
    is_unanswered,
    named_people,
)

Kind = Role.Kind
REMINDERS = _("Reminders")
NOBODY = "nobody"


def cases_of_naming(gathering: Gathering) -> list[Case]:
    """Every representative; there is something to do for those whose partnership has no champion and asked nobody."""
    named = gathering(named_people)
    asked = {
        one.partnership_id
        for one in gathering(asked_people)
        if one.kind == Kind.CHAMPION and not why_not(one, named, gathering)
    }
    found = []
    for (partnership_id, kind), roles in named.items():
        for role in roles if kind == Kind.REPRESENTATIVE else ():
            is_named = bool(named.get((partnership_id, Kind.CHAMPION)))
            reason = "named" if is_named else "asked" if partnership_id in asked else ""
            found.append(case_of_naming(role, reason, gathering))
    return found


def case_of_naming(role: Any, reason: str, gathering: Gathering) -> Case:
    """One representative, from `named_people`."""
    return Case(
        about=f"champion:{role.partnership_id}",
        place=role.partnership.name,
        name=role.person.name,
        address=role.person.email,
        person=role.person,
        dates=Dates(due=day_of(role.enrolled_by)),
        why_not=reason,
        ids={"partnership": role.partnership_id, "person": role.person_id},
        words=partial(words_of_naming, role, gathering.at),
    )


def words_of_naming(role: Any, at: datetime) -> Mapping[str, Any]:
    """What the text is written with; `closes_at` only while it lies ahead."""
    closes_at = role.enrolled_by
    return {
        "partnership": role.partnership,
        "programme": role.partnership.programme,
        "closes_at": closes_at if closes_at and closes_at >= at else None,
        "link": settings.BASE_URL + reverse("invite_to", args=[role.partnership_id]),
    }


def cases_of_invitations(gathering: Gathering) -> list[Case]:
    """Everybody who was asked and has not answered; those who could not accept have a reason."""
    named = gathering(named_people)
    return [case_of_invitation(one, why_not(one, named, gathering), gathering.at) for one in gathering(asked_people)]


def why_not(invitation: Any, named: Mapping[tuple[int | None, str], list[Role]], gathering: Gathering) -> str:
    """Why an invitation from `asked_people` could not be accepted; empty when it could."""
    if invitation.until and invitation.until < local_day(gathering.at):
        return "over"
    if invitation.is_gone:
        return "deactivated"
    if not invitation.stands:
        return "nobody_asks"
    most = {Kind.REPRESENTATIVE: MOST_REPRESENTATIVES, Kind.CHAMPION: 1}.get(invitation.kind)
    is_taken = most is not None and len(named.get((invitation.partnership_id, invitation.kind), ())) >= most
    return "taken" if is_taken else ""


def case_of_invitation(invitation: Any, reason: str, at: datetime) -> Case:
    """One person asked; the link is made while the message is sent."""
    due = day_of(invitation.enrolled_by) if invitation.kind in Role.OF_A_PARTNERSHIP else None
    return Case(
        about=f"invitation:{invitation.pk}",
        place=invitation.partnership.name if invitation.partnership else str(invitation.programme),
        name=invitation.name,
        address=invitation.email,
        dates=Dates(due=due, began=day_of(invitation.sent_at)),
        why_not=reason,
        ids={"invitation": invitation.pk},
        words=lambda: {"invitation": invitation, "programme": invitation.programme},
        links={"link": fresh_link(invitation, at)},
    )


def fresh_link(invitation: Invitation, at: datetime) -> Mapping[str, Any]:
    """What issues the link while the message is sent; links sent earlier stay valid."""
    return link_asked(
        page="accept_invitation",
        purpose=INVITATION,
        subject=link_subject(invitation),
        by=invitation.asker,
        at=at,
        email=invitation.email,
    )


def each_person(case: Case, roles: Sequence[Role]) -> list[Case]:
    """The same for each who holds a role; where nobody does, once and without an address."""
    if not roles:
        return [case._replace(why_not=case.why_not or NOBODY)]
    return [
        case._replace(
            name=role.person.name,
            address=role.person.email,
            person=role.person,
            ids={**case.ids, "person": role.person_id},
        )
        for role in roles
    ]


kinds.register(
    kinds.Kind(
        "partnerships/reminder_invitation",
        group=_("Taking part"),
        label=_("Reminders of an invitation"),
        fixed_because=_("Somebody waits for your answer, and only the email has the link to give it."),
        can_be_summed_up=False,
        matters=is_unanswered,
    )
)
kinds.register(
    kinds.Kind(
        "partnerships/reminder_naming",
        group=REMINDERS,
        label=_("Our partnership has no champion yet"),
        sent_as=_("Reminder to name a champion"),
        tells=_("For representatives: how to name one, and by when."),
        matters=is_still_to_name,
        roles=frozenset({Kind.REPRESENTATIVE}),
    )
)
