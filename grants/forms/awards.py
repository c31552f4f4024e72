"""What the list of awards is narrowed by."""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from grants.models import Outcome
from grants.selectors.reasons import PAYMENTS, STATUSES
from kit.govuk_ui.filters import Choice, Filters, Words
from kit.search import containing
from partnerships.models import Partnership, Programme
from partnerships.selectors.directory import counties_of

EQUAL = {"offer": "status", "payment": "payment", "tier": "tier"}


def award_filters(request: HttpRequest, programme: Programme) -> Filters:
    """By words, what became of the offer, payment, tier and county."""
    tiers = [(tier, capfirst(programme.word(tier))) for tier in Partnership.Tier.values]
    return Filters(
        request,
        Words(_("Area or county")),
        Choice("offer", _("Offer"), [(status.value, label) for status, label in STATUSES.items()]),
        Choice("payment", _("Payment"), [(payment.value, label) for payment, label in PAYMENTS.items()]),
        Choice("tier", _("Tier"), tiers),
        Choice("county", capfirst(programme.word("county")), counties_of(programme)),
    )


def narrow(awards: QuerySet[Outcome], filters: Filters) -> QuerySet[Outcome]:
    """Those that fit every filter; a county is found with the districts judged in it, wherever they lie by now."""
    asked = {column: given for name, column in EQUAL.items() if (given := filters.given(name))}
    found = awards.filter(**asked)
    if county := filters.given("county"):
        judged = Outcome.objects.filter(partnership__pk=county, determination__state="confirmed").values("code")
        found = found.filter(Q(partnership=county) | Q(locality__in=judged))
    if not (words := filters.given("q")):
        return found
    beside = Outcome.objects.filter(determination=OuterRef("determination"), code=OuterRef("locality"))
    found = found.alias(judged_in=Subquery(beside.values("partnership__area")))
    return containing(found, words, "partnership__area", "judged_in")
