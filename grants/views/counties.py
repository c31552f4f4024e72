"""The county condition: where a county stands, what is at stake, and what would happen if."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from grants.permissions.eligibility import can_see_all_eligibility, can_try
from grants.rules.determination import Outcome
from grants.selectors.conditions import Condition, Member, condition_of
from grants.selectors.localities import partnerships_seen
from grants.selectors.pictures import picture_of
from grants.selectors.reasons import PAYMENTS, STATUSES
from kit.govuk_ui.formats import exact
from kit.govuk_ui.table import Group, Heading, Table
from partnerships.http import PortalRequest
from partnerships.models import Partnership

TICK = (
    '<div class="govuk-checkboxes__item">'
    '<input class="govuk-checkboxes__input" id="with-{}" name="with" type="checkbox" value="{}"{}>'
    '<label class="govuk-label govuk-checkboxes__label" for="with-{}">{}</label></div>'
)
CHECKED = SafeString(" checked")


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
        "determination": condition.eligibility.determination,
        "sees_all": can_see_all_eligibility(request.standing, county.programme),
        "figure": picture_of(condition),
        "table": table_of_decided(condition) if condition.is_decided else table_of(condition),
        "ticks": ticks_of(condition) if may_try and not condition.is_decided else "",
        "may_try": may_try,
        "is_asked": "if" in request.GET,
    }
    return render(request, "grants/counties/county.html", context)


def ticked_in(request: HttpRequest) -> list[int] | None:
    """The ids that the address ticks; None when it asks nothing. What is no id is left out."""
    if "if" not in request.GET:
        return None
    return [int(given) for given in request.GET.getlist("with") if given.isdecimal() and len(given) < 10]


def ticks_of(condition: Condition) -> SafeString:
    """A box for each partnership of the county, put together here: a template takes twenty look-ups for each."""
    boxes = (
        (str(member.progress.pk), CHECKED if member.is_ticked else "", name_of(member, condition))
        for member in condition.members
    )
    return format_html_join("\n", TICK, ((pk, pk, checked, pk, name) for pk, checked, name in boxes))


def table_of(condition: Condition) -> Table:
    """Each partnership's money as things stand and with the ticks, and both sums."""
    area = condition.county.area
    headings = [
        Heading(capfirst(condition.county.programme.word("partnership"))),
        Heading(_("If nothing changes"), number=True),
        Heading(_("With your ticks"), number=True, phone="result"),
        Heading(_("Payment then")),
    ]
    rows = [cells(member, condition) for member in condition.members]
    foot = [
        (gettext("%(area)s in all") % {"area": area}, exact(condition.sum_now), exact(condition.sum_then), ""),
        (gettext("Shared among others instead"), exact(condition.lost_now), exact(condition.lost_then), ""),
    ]
    caption = gettext("%(area)s with your ticks, to the penny") % {"area": area}
    return Table(caption, headings, [Group(rows)], foot=foot)


def table_of_decided(condition: Condition) -> Table:
    """What each partnership was offered and awarded, and both sums."""
    area, word = condition.county.area, capfirst(condition.county.programme.word("partnership"))
    headings = [
        Heading(word),
        Heading(_("Offer was")),
        Heading(_("Offered"), number=True),
        Heading(_("Awarded"), number=True, phone="result"),
        Heading(_("Payment")),
    ]
    rows = [
        (
            name_of(member, condition),
            str(STATUSES[member.now.position.status]),
            exact(member.now.partnership.offer_pence),
            exact(member.now.final_pence),
            payment_of(member.now),
        )
        for member in condition.members
    ]
    offered = sum(member.now.partnership.offer_pence for member in condition.members)
    foot = [(gettext("%(area)s in all") % {"area": area}, "", exact(offered), exact(condition.sum_now), "")]
    return Table(gettext("%(area)s as decided, to the penny") % {"area": area}, headings, [Group(rows)], foot=foot)


def cells(member: Member, condition: Condition) -> tuple[str, str, str, str]:
    """One row."""
    before, after = exact(member.now.final_pence), exact(member.then.final_pence)
    return name_of(member, condition), before, after, payment_of(member.then)


def name_of(member: Member, condition: Condition) -> str:
    """As the programme calls it."""
    return condition.county.programme.called(member.progress.area, member.progress.tier)


def payment_of(outcome: Outcome) -> str:
    """In the words of the awards."""
    return str(PAYMENTS[outcome.position.payment])
