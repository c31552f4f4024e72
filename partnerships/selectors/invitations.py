"""Reads about invitations: those one may see, and the one that a link leads to."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Q, QuerySet

from accounts.errors import LinkRefusedError
from accounts.models import Person
from accounts.rules import purposes
from accounts.selectors import find_link
from kit.prepared import AnyOf
from partnerships.models import Invitation, Role
from partnerships.models.invitation import InvitationQuerySet
from partnerships.rules.deadlines import local_day
from partnerships.selectors.standing import Standing

INVITATION = purposes.register("partnerships.invitation", lifetime=timedelta(days=settings.INVITATION_DAYS))
SUBJECT = "invitation:"


def link_subject(invitation: Invitation) -> str:
    """What the links of an invitation are about."""
    return f"{SUBJECT}{invitation.pk}"


class Sight(NamedTuple):
    """By what one sees roles and invitations of others (row 04): ids of the programmes that one manages, and of the
    partnerships that one represents.
    """

    managed: Sequence[int] | str = ()
    represented: Sequence[int] | str = ()


def sight_of(standing: Standing) -> Sight:
    """What the roles held today come to."""
    represents = [role.partnership_id for role in standing.roles if role.kind == Role.Kind.REPRESENTATIVE]
    return Sight(
        [role.programme_id for role in standing.roles if role.kind == Role.Kind.MANAGER],
        [pk for pk in represents if pk is not None],
    )


def of_those_named(sight: Sight) -> Q:
    """Roles or invitations that one sees, of ids or of marks for them."""
    seen = Q(pk__in=())
    if sight.managed:
        seen |= Q(AnyOf(F("programme"), sight.managed))
    if sight.represented:
        seen |= Q(AnyOf(F("partnership"), sight.represented))
    return seen


def of_those_one_names(standing: Standing) -> Q:
    """The same of somebody."""
    return of_those_named(sight_of(standing))


def visible_invitations(standing: Standing) -> InvitationQuerySet:
    """The one door to invitations."""
    seen = Invitation.objects.filter(of_those_one_names(standing))
    return seen.select_related("programme", "partnership", "made_by", "sent_by", "role")


def standing_on(role: Role) -> QuerySet[Invitation]:
    """Those that wait for an answer and were sent by a role's person in its place: they fall when the role ends."""
    waiting = Invitation.objects.open().filter(programme=role.programme_id, sent_by=role.person_id)
    return waiting if role.kind == Role.Kind.MANAGER else waiting.filter(partnership=role.partnership_id)


def invitation_by(token: str, *, at: datetime) -> Invitation:
    """What a link leads to while it can be accepted; raises LinkRefusedError. Looking uses nothing up."""
    link = find_link(token=token, purpose=INVITATION, at=at)
    waiting = Invitation.objects.open().filter(pk=int(link.subject.removeprefix(SUBJECT)))
    asked = waiting.with_standing(local_day(at)).select_related("programme", "partnership", "made_by", "sent_by")
    invitation = asked.first()
    if invitation is None:
        raise LinkRefusedError
    return invitation


class Answer(StrEnum):
    """What whoever opened the link can do with it."""

    NEW = "new"  # an account is made and signed in
    HERE = "here"  # signed in as the person invited
    AWAY = "away"  # the person invited has an account and is not signed in: the link must not go round their sign-in
    SOMEBODY_ELSE = "somebody_else"
    DEACTIVATED = "deactivated"
    YEAR_CLOSED = "year_closed"
    NOBODY_ASKS = "nobody_asks"  # whoever asked may no longer name people there

    @property
    def can_accept(self) -> bool:
        """Whether the role can be had."""
        return self in (Answer.NEW, Answer.HERE, Answer.AWAY)


def answer_to(invitation: Invitation, visitor: Person | None) -> Answer:
    """`invitation` is what `invitation_by` found, `visitor` who is signed in, or None; one query."""
    if visitor and visitor.email != invitation.email:
        return Answer.SOMEBODY_ELSE
    if invitation.programme.is_closed:
        return Answer.YEAR_CLOSED
    if not invitation.stands:
        return Answer.NOBODY_ASKS
    person = visitor or Person.objects.filter(email=invitation.email).first()
    if person is None:
        return Answer.NEW
    if not person.is_active:
        return Answer.DEACTIVATED
    return Answer.HERE if visitor else Answer.AWAY
