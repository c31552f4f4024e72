"""How far each of many projects is, worked out by the database as `rules.progress` says, for lists to narrow by."""

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from partnerships.models import Partnership, Terms
from projects.models import Project, Sharing, Submission
from projects.rules.progress import State


def with_state(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with its `state`, and for its latest edition `given` and `confirmed`: with how many it was shared, and
    how many of them say that they have it.
    """
    terms = Terms.objects.filter(programme=OuterRef("partnership__programme"), fixed_at__isnull=False)
    in_force = terms.order_by("-number")
    counted = projects.annotate(
        given=number_of(Sharing.objects.filter(edition=OuterRef("edition")), "edition"),
        confirmed=number_of(Sharing.objects.filter(edition=OuterRef("edition"), confirmed_at__isnull=False), "edition"),
        wanted=Coalesce(Subquery(in_force.values("sharing_partners")[:1]), Value(1), output_field=IntegerField()),
        receipts_asked=Coalesce(Subquery(in_force.values("sharing_confirmed")[:1]), Value(True)),
        beside=others_in_locality(),
        is_submitted=Exists(Submission.objects.standing().filter(project=OuterRef("pk"))),
    )
    receipts = Case(When(receipts_asked=True, then=F("confirmed")), default=F("given"), output_field=IntegerField())
    enough = Greatest(Value(1), Least(F("wanted"), F("beside")), output_field=IntegerField())
    counted = counted.annotate(receipts=receipts, enough=enough)
    shared, submitted = Q(beside__gt=0, receipts__gte=F("enough")), Q(is_submitted=True)
    return counted.annotate(
        state=Case(
            When(submitted & (shared | ~Q(partnership__tier__in=TWO_TIER)), then=Value(State.COUNTS.value)),
            When(submitted, then=Value(State.SUBMITTED.value)),
            When(shared, then=Value(State.SHARED.value)),
            default=Value(State.DRAFT.value),
            output_field=CharField(),
        )
    )


TWO_TIER = (Partnership.Tier.COUNTY, Partnership.Tier.DISTRICT)


def others_in_locality() -> Coalesce:
    """How many partnerships stand beside a project's in its locality; none beside a single tier."""
    county = Coalesce(OuterRef("partnership__county"), OuterRef("partnership"))
    locality = Partnership.objects.filter(Q(pk=county) | Q(county=county)).exclude(pk=OuterRef("partnership"))
    return number_of(locality, "programme")


def number_of(rows: QuerySet, group: str) -> Coalesce:
    """How many rows there are, as a column; `group` is a field that all of them share."""
    return Coalesce(Subquery(rows.order_by().values(group).annotate(number=Count("pk")).values("number")), Value(0))
