"""What was awarded: to everybody, to one partnership with the reason in words, and as a letter."""

from collections.abc import Mapping
from functools import cache, partial

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from grants.forms.awards import award_filters, narrow
from grants.models import Outcome
from grants.permissions.determinations import can_see_awards, can_see_some_awards
from grants.selectors.awards import Award, award_of
from grants.selectors.decided import awards_in, confirmed_in, counties_judged
from grants.selectors.reasons import PAYMENTS, STATUSES, Payment, Status, why_position, why_share
from grants.selectors.standing import sums_of
from grants.views.finding import outcome_for
from kit.documents.handing import handed_out
from kit.documents.head import Head, document_html
from kit.govuk_ui.formats import exact, unbroken
from kit.govuk_ui.table import link, two_lines
from kit.routes import route_of
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.http import PortalRequest
from partnerships.models import Partnership, Programme
from partnerships.selectors.directory import CountedIn
from partnerships.selectors.year_sentences import in_full

ROWS_OF_A_PAGE = 40  # each says much
DISTRICT = Partnership.Tier.DISTRICT


@require_safe
def awards(request: PortalRequest) -> HttpResponseBase:
    """What was confirmed of the programme acted in, with its sums; the own ones for people of partnerships."""
    standing, programme = request.standing, request.standing.programme
    if programme is None or not can_see_some_awards(standing, programme):
        raise Http404
    decided = confirmed_in(standing, programme)
    sees_all = can_see_awards(standing, programme)
    if decided and not sees_all and (only := only_one(awards_in(standing, programme))):
        return redirect("award", only.pk)
    filters = award_filters(request, programme)
    listing = Listing(
        caption=_("Awards"),
        counted=CountedIn(programme),
        columns=columns_of(programme, counties_judged(decided)),
        items=narrow(awards_in(standing, programme), filters),
        rows=ROWS_OF_A_PAGE,
    )
    context = {
        "programme": programme,
        "determination": decided,
        "sums": sums_of(decided) if decided and sees_all else None,
        "is_short": not decided or not sees_all,
        "filters": filters,
    }
    return list_response(request, "grants/awards/awards.html", listing, context)


def only_one(found: QuerySet[Outcome]) -> Outcome | None:
    """The award of who has just one to read."""
    first = list(found[:2])
    return first[0] if len(first) == 1 else None


def columns_of(programme: Programme, counties: Mapping[str, str]) -> list[Column]:
    """The same on the page and in downloads; what the page says within another cell stands apart in those.

    `counties` are areas by the code of a locality, as it was judged.
    """
    award_of = route_of("award")
    words = {tier: capfirst(programme.word(tier)) for tier in Partnership.Tier.values}
    status, payment = cache(status_in_words), cache(payment_in_words)
    why = cache(partial(why_position, programme=programme))
    offer = cache(lambda found, reason: two_lines(status(found), why(reason)))

    def called(one: Outcome) -> str:
        return programme.called(one.partnership.area, one.tier)

    def judged_in(one: Outcome) -> str:
        return counties.get(one.locality, "") if one.tier == DISTRICT else ""

    def name(one: Outcome) -> str:
        place = ", ".join(filter(None, (words[one.tier], judged_in(one))))
        return two_lines(link(award_of.to(one.pk), called(one)), place)

    return [
        Column(capfirst(programme.word("partnership")), called, cell=name),
        Column(_("Code"), lambda one: one.code, in_files_only=True),
        Column(_("Tier"), lambda one: words[one.tier], in_files_only=True),
        Column(capfirst(programme.word("county")), judged_in, in_files_only=True),
        Column(_("Offer was"), lambda one: status(one.status), cell=lambda one: offer(one.status, one.reason)),
        Column(_("Why"), lambda one: why(one.reason), in_files_only=True),
        Column(_("Why this share"), lambda one: why_share(one.share_reason, programme), in_files_only=True),
        Column(_("Payment"), lambda one: payment(one.payment), cell=lambda one: unbroken(payment(one.payment))),
        Column(_("Offer"), lambda one: one.offer, number=True, cell=lambda one: exact(one.offer)),
        Column(_("Share"), lambda one: one.share, number=True, cell=share),
        Column(
            _("Award"),
            lambda one: one.final,
            number=True,
            phone="result",
            cell=lambda one: exact(one.final),
        ),
    ]


def share(one: Outcome) -> str:
    """Of the pot; nothing where there is none."""
    return exact(one.share) if one.share else ""


def status_in_words(status: str) -> str:
    """Kept, withdrawn or withheld."""
    return str(STATUSES[Status(status)])


def payment_in_words(payment: str) -> str:
    """To be released, held, or none."""
    return str(PAYMENTS[Payment(payment)])


@require_safe
def award(request: PortalRequest, pk: int) -> HttpResponse:
    """What one partnership was awarded, why, and what comes next."""
    found = award_for(request, pk)
    sees_all = can_see_awards(request.standing, found.determination.programme)
    return render(request, "grants/awards/award.html", {**said_of(found), "sees_all": sees_all})


@require_safe
def award_letter(request: PortalRequest, pk: int) -> HttpResponseBase:
    """The same as a letter to its representatives."""
    found = award_for(request, pk)
    determination, partnership = found.determination, found.outcome.partnership
    programme, day = determination.programme, determination.decided_at or determination.prepared_at
    title = title_of(found)
    head = Head(
        title=title,
        kind=gettext("Letter"),
        programme=in_full(programme),
        author=programme.name,
        date=timezone.localdate(day),
    )
    html = document_html("grants/papers/letter.html", head, said_of(found))
    return handed_out(request, html, head=head, name=partnership.area, dated=day) or redirect("award", pk)


def title_of(found: Award) -> str:
    """The news, as a letter's title."""
    outcome = found.outcome
    if outcome.payment == Payment.HOLD:
        return gettext("Your grant: %(sum)s, held until you have a project") % {"sum": exact(outcome.final)}
    if outcome.final:
        return gettext("Your grant: %(sum)s") % {"sum": exact(outcome.final)}
    if outcome.status == Status.WITHDRAWN:
        return gettext("Your grant offer is withdrawn")
    return gettext("Your grant offer is withheld")


def award_for(request: PortalRequest, pk: int) -> Award:
    """One that may be seen, with everything that tells why; 404 otherwise."""
    return award_of(outcome_for(request, pk))


def said_of(found: Award) -> dict[str, object]:
    """What page and letter tell."""
    programme = found.determination.programme
    outcome = found.outcome
    return {
        "award": found,
        "outcome": outcome,
        "partnership": outcome.partnership,
        "determination": found.determination,
        "programme": programme,
        "settings": found.settings,
        "status": status_in_words(outcome.status),
        "payment": payment_in_words(outcome.payment),
        "county_area": found.county_area,
    }
