"""How far each of many projects is, from a few columns of its row; what they mean, `rules.progress` says."""

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from partnerships.models import Partnership, Terms
from projects.models import Project, Sharing, Submission
from projects.rules.progress import State, enough_shared, state_of


def with_state(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with what `state_in` needs; and for its latest edition `given` and `confirmed`: with how many it was
    shared, and how many of them say that they have it. `beside`: how many others are in the locality.
    """
    terms = Terms.objects.filter(programme=OuterRef("partnership__programme"), fixed_at__isnull=False)
    in_force = terms.order_by("-number")
    given = Sharing.objects.within(own_locality()).filter(edition=OuterRef("edition"))
    return projects.annotate(
        given=number_of(given, "edition"),
        confirmed=number_of(given.filter(confirmed_at__isnull=False), "edition"),
        wanted=Coalesce(Subquery(in_force.values("sharing_partners")[:1]), Value(1), output_field=IntegerField()),
        receipts_asked=Coalesce(Subquery(in_force.values("sharing_confirmed")[:1]), Value(True)),
        beside=others_in_locality(),
        is_submitted=Exists(Submission.objects.standing().filter(project=OuterRef("pk"))),
    )


def state_in(project: Any) -> State:
    """Of a project from `with_state`, with its partnership loaded."""
    receipts = project.confirmed if project.receipts_asked else project.given
    return state_of(
        is_started=True,
        is_shared=enough_shared(receipts=receipts, wanted=project.wanted, others=project.beside),
        is_submitted=project.is_submitted,
        is_two_tier=project.partnership.locality_id is not None,
    )


def others_in_locality() -> Coalesce:
    """How many partnerships stand beside a project's in its locality; none beside a single tier."""
    county = own_locality()
    locality = Partnership.objects.filter(Q(pk=county) | Q(county=county)).exclude(pk=OuterRef("partnership"))
    return number_of(locality, "programme")


def own_locality() -> Coalesce:
    """The county of a project's partnership, or the partnership itself, for a query within another."""
    return Coalesce(OuterRef("partnership__county"), OuterRef("partnership"))


def number_of(rows: QuerySet[Any], group: str) -> Coalesce:
    """How many rows there are, as a column; `group` is a field that all of them share."""
    return Coalesce(Subquery(rows.order_by().values(group).annotate(number=Count("pk")).values("number")), Value(0))
