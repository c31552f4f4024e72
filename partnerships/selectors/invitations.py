"""Reads about invitations: those one may see, and the one that a link leads to."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.errors import LinkRefusedError
from accounts.models import Person
from accounts.rules import purposes
from accounts.selectors import find_link
from partnerships.models import Invitation, Role
from partnerships.models.invitation import InvitationQuerySet
from partnerships.rules.deadlines import local_day
from partnerships.selectors.sight import Sight, in_sight, sight_by
from partnerships.selectors.standing import Standing

INVITATION = purposes.register("partnerships.invitation", lifetime=timedelta(days=settings.INVITATION_DAYS))
SUBJECT = "invitation:"


def link_subject(invitation: Invitation) -> str:
    """What the links of an invitation are about."""
    return f"{SUBJECT}{invitation.pk}"


def sight_of(standing: Standing) -> Sight:
    """By what one sees roles and invitations of others (row 04): what one manages, and what one represents."""
    return sight_by(standing, whole=[Role.Kind.MANAGER], own=[Role.Kind.REPRESENTATIVE])


def of_those_one_names(standing: Standing) -> Q:
    """Roles or invitations that one sees."""
    return in_sight(sight_of(standing))


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
