"""How the mail of a programme goes: its health, the delivery record, one message, and settling what nobody knows."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dashboards.forms.mail import MessageFilters
from dashboards.rules.mail import Tally
from dashboards.rules.trail import Place, place_of
from dashboards.selectors import mail as selectors
from dashboards.selectors.mail_words import label_of, reason_of, reasons_of, why_not, words_of
from kit.govuk_ui.formats import clock, local, moment
from kit.govuk_ui.table import breakable, link, two_lines
from kit.govuk_ui.templatetags.govuk import status_tag
from kit.tables.columns import Column
from kit.tables.exports import asked_format, export_response
from kit.tables.listing import NAMES, ROWS_AT_A_TIME, ROWS_OF_A_PAGE, Listing, table_of
from notices.models import Message
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Programme
from partnerships.permissions.programmes import manages

State = Message.State
TAGS = {State.FAILED: "now", State.UNKNOWN: "now", State.DROPPED: "later", State.HELD: "later"}


def its_programme(request: PortalRequest) -> Programme:
    """The programme acted in, or that a sent page was opened for, when one manages it; 404 otherwise."""
    programme = programme_of(request)
    if programme is None or not manages(request.standing, programme):
        raise Http404
    return programme


@require_safe
def mail_health(request: PortalRequest) -> HttpResponse:
    """What waits, what went and what did not, with what to do about it."""
    programme, at = its_programme(request), timezone.now()
    health = selectors.mail_health(programme, at=at)
    context = {
        "programme": programme,
        "health": health,
        "tally": health.tally,
        "news": health.news.value,
        "unknown": [(message, words_of(message)[0]) for message in health.unknown],
        "failures": reasons_of(health.tally.failures),
        "kept_back": reasons_of(health.tally.kept_back),
        "table": table_of(Listing(_("By kind"), "", kinds(health.tally), ()), health.tally.kinds),
        "pace": settings.MAIL_PER_MINUTE,
        "minutes": health.tally.minutes_at(settings.MAIL_PER_MINUTE),
    }
    return render(request, "dashboards/mail/health.html", context)


def kinds(tally: Tally) -> list[Column]:
    """The columns of the numbers by kind: what always matters, and else what there is; none is a blank."""
    rare = [
        (tally.held, Column(_("Kept for a summary"), lambda each: each.held or "", number=True)),
        (tally.unknown, Column(_("Not known"), lambda each: each.unknown or "", number=True)),
        (tally.not_sent, Column(_("Not sent, on purpose"), lambda each: each.not_sent or "", number=True)),
    ]
    return [
        Column(_("Kind of email"), lambda each: label_of(each.kind)),
        Column(_("Waiting"), lambda each: each.waiting or "", number=True),
        Column(_("Sent in 7 days"), lambda each: each.sent or "", number=True),
        Column(_("Failed in 28 days"), lambda each: each.failed or "", number=True),
        *(column for number, column in rare if number),
    ]


def whom(message: Message) -> str:
    return message.person.name if message.person else ""


def reader(message: Message) -> SafeString:
    """The name and beneath it the address, or the address alone."""
    name, address = whom(message), breakable(message.to)
    return two_lines(name, address) if name else address


def how(message: Message) -> Any:
    """The state, the usual one quietly, and beneath it when it went, when it is tried again, or why it does not go."""
    state = State(message.state)
    tag = str(state.label) if state is State.SENT else status_tag(str(state.label), TAGS.get(state, ""))
    if message.sent_at:
        sent, asked = local(message.sent_at), local(message.queued_at)
        return two_lines(tag, clock(sent.time()) if sent.date() == asked.date() else moment(sent))
    return two_lines(tag, why_not(message.problem) if state in {State.FAILED, State.DROPPED} else "")


COLUMNS = [
    Column(
        _("Email"),
        lambda each: words_of(each)[0],
        cell=lambda each: link(reverse("message", args=[each.pk]), words_of(each)[0]),
    ),
    Column(_("Kind"), lambda each: label_of(each.kind), in_files_only=True),
    Column(_("To"), whom, cell=reader),
    Column(_("Address"), lambda each: each.to, in_files_only=True),
    Column(_("Asked for"), lambda each: each.queued_at),
    Column(_("State"), lambda each: each.get_state_display(), cell=how),
    Column(_("Sent"), lambda each: each.sent_at, in_files_only=True),
    Column(_("Times tried"), lambda each: each.attempts, number=True, in_files_only=True),
    Column(_("Why not"), lambda each: why_not(each.problem), in_files_only=True),
]


@require_safe
def delivery_record(request: PortalRequest) -> HttpResponseBase:
    """Fifty messages, newest first, narrowed as asked; all of those that fit as a download."""
    programme = its_programme(request)
    filters = MessageFilters(request, programme)
    found = selectors.delivery_record(programme, filters.narrowed)
    if file_format := asked_format(request):
        every = found.iterator(ROWS_AT_A_TIME)
        return export_response(file_format, filename=_now("Delivery record"), columns=COLUMNS, items=every)
    rows = list(selectors.after(found, place_of(request.GET.get("before", "")))[: ROWS_OF_A_PAGE + 1])
    shown = rows[:ROWS_OF_A_PAGE]
    context = {
        "filters": filters,
        "programme": programme,
        "table": table_of(Listing(_("Delivery record"), "", COLUMNS, ()), shown),
        "is_empty": not shown,
        "number": selectors.number_up_to(found),
        "most": selectors.MOST_COUNTED,
        "older": str(Place(shown[-1].queued_at, shown[-1].pk)) if len(rows) > len(shown) else "",
        "newest": "before" in request.GET,
        "formats": NAMES,
    }
    return render(request, "dashboards/mail/record.html", context)


@require_safe
def message(request: PortalRequest, message_id: int) -> HttpResponse:
    """One message: to whom, what it says without codes and links, and what became of it."""
    found = get_object_or_404(selectors.visible_messages(request.standing), pk=message_id)
    subject, text = words_of(found)
    reason = reason_of(found.problem)
    is_about_address = reason is not None and reason.is_about_address
    contact = selectors.contact_with(found.to, found.programme_id) if is_about_address else None
    context = {
        "message": found,
        "subject": subject,
        "text": text,
        "kind": label_of(found.kind),
        "reason": reason,
        "contact": contact,
        "at": timezone.now(),
    }
    return render(request, "dashboards/mail/message.html", context)
