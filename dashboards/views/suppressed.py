"""Addresses to which nothing is sent any more: whose they are, and putting them right."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy
from django.views.decorators.http import require_http_methods

from dashboards.selectors.suppressed import Stopped, Whose, listed_in, suppressed_in, with_whose
from dashboards.views.mail import its_programme
from kit.govuk_ui.formats import long_date
from kit.govuk_ui.forms.summary import ErrorLink
from kit.govuk_ui.listing import ListPage
from kit.govuk_ui.table import breakable, link, two_lines
from kit.tables.columns import Column
from kit.tables.exports import asked_format, export_response
from kit.tables.listing import NAMES, ROWS_OF_A_PAGE, Listing, table_of
from notices.services.suppressions import lift
from partnerships.forms.written_for import PressForm
from partnerships.http import PortalRequest
from partnerships.models import Programme
from partnerships.rules.deadlines import local_day

WHAT = {"contact": _("Contact"), "account": _("Account: only they can change it"), "invitation": _("Invited")}
WHY = {"bounced": _("Email came back"), "complained": _("Reported as spam"), "refused": _("Refused by its mail server")}
WORKS = "works"


@require_http_methods(["GET", "HEAD", "POST"])
def suppressed(request: PortalRequest) -> HttpResponseBase:
    """Every address that is stopped, the newest first; those ticked are sent to again."""
    programme = its_programme(request)
    today = timezone.localdate()
    found = listed_in(programme, on=today)
    if file_format := asked_format(request):
        rows = with_whose(list(found), programme, on=today)
        return export_response(file_format, filename=_now("Stopped addresses"), columns=COLUMNS, items=rows)
    press = PressForm(request.POST or None, written_for=programme, working_in=request.standing.programme)
    ticked = [pk for pk in request.POST.getlist(WORKS) if pk.isascii() and pk.isdecimal() and len(pk) < 19]
    if press.is_valid() and ticked:
        return lifted(request, programme, ticked)
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("page"))
    rows = with_whose(list(page.object_list), programme, on=today)
    table = table_of(Listing(_("Stopped addresses"), "", COLUMNS, ()), rows)
    counted = COUNTED % {"count": page.paginator.count}
    context = {
        "listing": ListPage(table=table, page=page, counted=counted, formats=NAMES),
        "programme": programme,
        "press": press,
        "problems": [ErrorLink(_now("Tick the addresses that work"), "stopped")] if press.is_valid() else [],
        "has_errors": press.is_bound,
    }
    return render(request, "dashboards/mail/suppressed.html", context)


def lifted(request: PortalRequest, programme: Programme, ticked: Sequence[str]) -> HttpResponse:
    """Send to these again, as far as one may see them; twice has one effect."""
    at = timezone.now()
    chosen = suppressed_in(programme.pk, on=local_day(at)).filter(pk__in=ticked)
    done = sum(lift(suppression=one, programme_id=programme.pk, by=request.user, at=at) for one in chosen)
    if done:
        said = ngettext("The portal sends to {n} address again.", "The portal sends to {n} addresses again.", done)
        messages.success(request, said.format(n=done))
    return redirect("suppressed")


def tick(row: Stopped) -> SafeString:
    """A box under the address."""
    return format_html(
        '<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">'
        '<input class="govuk-checkboxes__input" type="checkbox" name="{name}" id="works-{pk}" value="{pk}">'
        '<label class="govuk-label govuk-checkboxes__label" for="works-{pk}">{address}</label></div></div>',
        name=WORKS,
        pk=row.suppression.pk,
        address=breakable(row.suppression.address),
    )


def names(row: Stopped) -> str:
    """Everybody's, in one line."""
    return ", ".join(one.name for one in row.whose)


def whose(row: Stopped) -> SafeString | str:
    """Each with what they are; a name leads to where the address is changed."""
    if not row.whose:
        return _now("Nobody has it any more")
    return format_html("<div>{}</div>", format_html_join("", "{}", ((named(one),) for one in row.whose)))


def named(one: Whose) -> SafeString:
    """One of them."""
    return two_lines(link(one.url, one.name) if one.url else one.name, WHAT[one.what])


def since(row: Stopped) -> str:
    """The day it stopped."""
    return long_date(local_day(row.suppression.made_at))


COUNTED = ngettext_lazy("%(count)s address", "%(count)s addresses", "count")
COLUMNS = [
    Column(_("Email address"), lambda row: row.suppression.address, cell=tick),
    Column(_("Whose"), names, cell=whose),
    Column(_("Why"), lambda row: str(WHY[row.suppression.reason])),
    Column(_("Since"), lambda row: local_day(row.suppression.made_at), cell=since),
]
