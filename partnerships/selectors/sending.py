"""Which invitations that wait to be sent would go, and which would not, with the reason."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from accounts.models import Person
from partnerships.models import Invitation, Programme, Role
from partnerships.rules.enrolment import Named, Refusal, refusal_of
from partnerships.selectors.enrolment import as_named

MOST_AT_ONCE = 50  # each is sent by the request itself, which alone knows the link


@dataclass(frozen=True)
class Waiting:
    """An invitation that is not sent yet, and why it would not go: a code, or the refusal of the rule."""

    invitation: Invitation
    code: str = ""
    refusal: Refusal | None = None

    @property
    def goes(self) -> bool:
        """Whether it would be sent."""
        return not self.code and self.refusal is None


def waiting_to_be_sent(programme: Programme, on: date) -> list[Waiting]:
    """In three queries however many there are, in order of name."""
    asked = list(programme.invitations.open().select_related("programme", "partnership", "made_by", "sent_by"))
    beside: dict[tuple[str, int | str], list[tuple[Role | Invitation, Named]]] = defaultdict(list)
    for role in Role.objects.filter(programme=programme).select_related("person"):
        beside[place_of(role)].append((role, as_named(role)))
    for invitation in asked:
        beside[place_of(invitation)].append((invitation, as_named(invitation)))
    ready = [invitation for invitation in asked if invitation.sent_at is None]
    addresses = [invitation.email for invitation in ready]
    gone = set(Person.objects.filter(email__in=addresses, is_active=False).values_list("email", flat=True))
    found = []
    for invitation in sorted(ready, key=lambda one: (one.name or one.email).lower()):
        others = [named for row, named in beside[place_of(invitation)] if row is not invitation]
        found.append(judged(invitation, others, on=on, is_gone=invitation.email in gone))
    return found


def judged(invitation: Invitation, others: list[Named], *, on: date, is_gone: bool) -> Waiting:
    """One of them beside the others of its place."""
    if invitation.until and invitation.until < on:
        return Waiting(invitation, code="over")
    if is_gone:
        return Waiting(invitation, code="deactivated")
    return Waiting(invitation, refusal=refusal_of(as_named(invitation), others))


def place_of(row: Role | Invitation) -> tuple[str, int | str]:
    """Where the rule looks: the partnership, or the kind of role in the programme."""
    return ("partnership", row.partnership_id) if row.partnership_id else ("kind", row.kind)
