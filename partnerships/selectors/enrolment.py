"""How far each partnership has come with naming its people, and who stands where, as facts for the rule."""

from datetime import date

from django.db.models import Case, Exists, F, Q, QuerySet, Value, When
from django.template.loader import render_to_string

from kit.prepared import PreparedExpression
from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.rules.enrolment import Named, Refusal, State

Kind = Role.Kind


def asked_on(on: date) -> QuerySet[Invitation]:
    """Invitations that were sent and not answered, for a role that is not over by then; some may have expired."""
    lasting = Q(until__isnull=True) | Q(until__gte=on)
    return Invitation.objects.open().filter(lasting, sent_at__isnull=False)


def enrolment_on(partnership: int, on: date) -> Case:
    """The code of one partnership's state on a day, as the database works it out."""
    held = Role.objects.held_on(on).filter(partnership=partnership)
    representative = Exists(held.filter(kind=Kind.REPRESENTATIVE))
    champion = Exists(held.filter(kind=Kind.CHAMPION))
    return Case(
        When(representative & champion, then=Value(State.COMPLETE.value)),
        When(representative | champion, then=Value(State.PARTLY.value)),
        When(Exists(asked_on(on).filter(partnership=partnership)), then=Value(State.INVITED.value)),
        default=Value(State.NONE.value),
    )


# Every list of partnerships asks this, and turning it into SQL took longer than the rest of its query.
PLACE, DAY = -1, date.min
ENROLMENT = PreparedExpression(lambda: enrolment_on(PLACE, DAY), PLACE, DAY)


def with_enrolment(partnerships: QuerySet[Partnership], on: date) -> QuerySet[Partnership]:
    """Each with `enrolment`, its state's code, worked out by the database: to filter and order lists by."""
    return partnerships.annotate(enrolment=ENROLMENT.of(F("pk"), on))


def named_beside(
    *, programme: Programme, kind: str, partnership: Partnership | None, but: Role | Invitation | None = None
) -> list[Named]:
    """Facts for the rule: all of the partnership, or all of the kind in the programme, open invitations too.

    `but` leaves out the one row that is being changed or accepted; two queries.
    """
    place = Q(partnership=partnership) if partnership else Q(programme=programme, kind=kind)
    roles = Role.objects.filter(place).select_related("person").order_by("since", "pk")
    asked = Invitation.objects.open().filter(place).order_by("since", "pk")
    return [
        *(as_named(role) for role in roles if role != but),
        *(as_named(invitation) for invitation in asked if invitation != but),
    ]


def as_named(row: Role | Invitation) -> Named:
    """A role, with its person loaded, or an invitation, as the rule sees it."""
    person = row.person if isinstance(row, Role) else row
    return Named(
        who=person.email,
        name=person.name or person.email,
        kind=row.kind,
        since=row.since,
        until=row.until,
        waits=isinstance(row, Invitation),
        is_deputy=row.is_deputy,
    )


def refusal_sentence(refusal: Refusal) -> str:
    """A refusal in words, to stand beside a field or on a command line: templates/partnerships/refusals/<code>.txt."""
    return render_to_string(f"partnerships/refusals/{refusal.reason}.txt", {"those": refusal.those}).replace("\n", "")
