"""The county condition: where a county stands, what is at stake, and what would happen if."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from grants.permissions.eligibility import can_try
from grants.rules.positions import Payment, Status
from grants.selectors.conditions import Condition, Member, condition_of
from grants.selectors.localities import partnerships_seen
from grants.selectors.pictures import picture_of
from kit.govuk_ui.formats import money
from kit.govuk_ui.table import Group, Heading, Table
from partnerships.http import PortalRequest
from partnerships.models import Partnership

PAYMENTS = {
    Payment.RELEASE: _("Released"),
    Payment.HOLD: _("Held until it submits"),
}
STATUSES = {Status.WITHDRAWN: _("Withdrawn"), Status.WITHHELD: _("Withheld")}


@require_safe
def county_condition(request: PortalRequest, pk: int) -> HttpResponse:
    """Live, for those whom access row 14 names; `?if=1&with=…` ticks others than those that count by now."""
    counties = partnerships_seen(request.standing).filter(tier=Partnership.Tier.COUNTY)
    county = get_object_or_404(counties, pk=pk)
    may_try = can_try(request.standing, county)
    condition = condition_of(county, at=timezone.now(), ticked=ticked_in(request) if may_try else None)
    if condition is None:
        raise Http404
    context = {
        "condition": condition,
        "county": county,
        "programme": county.programme,
        "figure": picture_of(condition),
        "table": table_of(condition),
        "may_try": may_try,
        "is_asked": "if" in request.GET,
    }
    return render(request, "grants/counties/county.html", context)


def ticked_in(request: HttpRequest) -> list[int] | None:
    """The ids that the address ticks; None when it asks nothing. What is no id is left out."""
    if "if" not in request.GET:
        return None
    return [int(given) for given in request.GET.getlist("with") if given.isdecimal() and len(given) < 10]


def table_of(condition: Condition) -> Table:
    """Each partnership's money as things stand and with the ticks, and both sums."""
    area = condition.county.area
    headings = [
        Heading(capfirst(condition.county.programme.word("partnership"))),
        Heading(_("If nothing changes"), number=True),
        Heading(_("With your ticks"), number=True, phone="result"),
        Heading(_("Payment then"), number=True),
    ]
    rows = [cells(member, condition) for member in condition.members]
    foot = [
        (gettext("%(area)s in all") % {"area": area}, exact(condition.sum_now), exact(condition.sum_then), ""),
        (gettext("Shared among others instead"), exact(condition.lost_now), exact(condition.lost_then), ""),
    ]
    caption = gettext("%(area)s with your ticks, to the penny") % {"area": area}
    return Table(caption, headings, [Group(rows)], foot=foot)


def cells(member: Member, condition: Condition) -> tuple[str, str, str, str]:
    """One row."""
    position = member.then.position
    payment = PAYMENTS.get(position.payment) or STATUSES[position.status]
    is_county = member.progress.pk == condition.county.pk
    name = (
        f"{member.progress.area} ({condition.county.programme.word('county')})" if is_county else member.progress.area
    )
    return name, exact(member.now.final_pence), exact(member.then.final_pence), str(payment)


def exact(pence: int) -> str:
    """To the penny, always."""
    return money(pence, exact=True)
