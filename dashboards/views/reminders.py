"""Reminders of a programme: what goes when, changing that, and sending some by hand after seeing whom it reaches."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.forms.reminders import PlanForm, SendForm
from dashboards.selectors.reminders import board_of, email_of
from dashboards.selectors.reminders_left import Reached, groups_of, rows_of
from kit.govuk_ui.table import breakable, two_lines
from kit.jobs.models import Job
from kit.jobs.services import start_job
from kit.tables.columns import Column
from kit.tables.listing import Listing, export_of, list_page
from notices.errors import PlanChangedError
from notices.rules.reminders import Gathering, ReminderKind, known
from notices.selectors.reminders import Key, planned, preview_of, print_of, reached_by
from notices.services.planning import plan_reminders
from notices.services.reminding import Press
from notices.services.reminding_by_hand import remind_by_hand
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Programme
from partnerships.permissions.programmes import can_change_programme, manages
from partnerships.selectors.year_sentences import in_full

FORM = require_http_methods(["GET", "HEAD", "POST"])
MOST_DIRECTLY = 50  # more are carried by a job, with progress
BY_JOB = "partnerships.tasks.reminders.remind_many"
LIST_CHANGED = gettext_lazy("The list has changed since you opened this page. Look at it again, then send")
NOTE_CHANGED = gettext_lazy("Look at your sentence in the email below, then send")
COLUMNS = [
    Column(
        gettext_lazy("Name"), lambda each: each.name, cell=lambda each: two_lines(each.name, breakable(each.address))
    ),
    Column(gettext_lazy("Email address"), lambda each: each.address, in_files_only=True),
    Column(gettext_lazy("For"), lambda each: each.place),
    Column(gettext_lazy("What happens"), lambda each: each.what, phone="result"),
]


@require_safe
def reminders(request: PortalRequest) -> HttpResponse:
    """Every kind with when it goes, what goes next and to how many."""
    programme = request.standing.programme
    if programme is None or not manages(request.standing, programme):
        raise Http404
    context = {
        "programme": programme,
        "board": board_of(programme, at=timezone.now()),
        "changes": can_change_programme(request.standing, programme) and programme.is_set_up,
    }
    return render(request, "dashboards/reminders/reminders.html", context)


def asked_for(request: PortalRequest, key: str) -> tuple[Programme, ReminderKind]:
    """The programme whose reminders one may change or send, and the kind; 404 otherwise."""
    programme = programme_of(request)
    if programme is None or key not in known or not can_change_programme(request.standing, programme):
        raise Http404
    return programme, known[key]


@FORM
def reminder_plan(request: PortalRequest, kind: str) -> HttpResponse:
    """On which working days a kind goes by itself."""
    programme, found = asked_for(request, kind)
    form = plan_form(request, programme, found)
    if request.method == "POST" and form.is_valid():
        try:
            plan_reminders(
                kind=found,
                programme_id=programme.pk,
                plan=form.plan,
                seen=form.seen_version,
                by=request.user,
                at=timezone.now(),
            )
        except PlanChangedError:
            form = plan_form(request, programme, found)
            form.is_valid()  # which now knows that somebody was faster, and says so
        else:
            messages.success(request, _("Saved for {programme}.").format(programme=in_full(programme)))
            return redirect("reminders")
    context = {"programme": programme, "kind": found, "form": form}
    return render(request, "dashboards/reminders/plan.html", context)


def plan_form(request: PortalRequest, programme: Programme, kind: ReminderKind) -> PlanForm:
    """The form with the plan that holds, and whose it is."""
    [one] = planned([kind], programme.pk)
    return PlanForm(
        request.POST or None,
        kind=kind,
        plan=one.plan,
        version=one.changed.version if one.changed else 0,
        changed_by=one.changed.by if one.changed else "",
        written_for=programme,
        working_in=request.standing.programme,
    )


@FORM
def send_reminders(request: PortalRequest, kind: str) -> HttpResponseBase:
    """Whom it would reach and whom not, with the email; then send. Pressed twice, it goes once."""
    programme, found = asked_for(request, kind)
    if not programme.is_set_up:
        raise Http404
    at = timezone.now()
    preview = preview_of(found, Gathering(programme.pk, at))
    listing = Listing(
        caption=_("Reminders"),
        counted=ngettext_lazy("%(count)s person", "%(count)s people", "count"),
        columns=COLUMNS,
        items=rows_of(preview),
    )
    if export := export_of(request, listing):
        return export
    form = SendForm(request.POST or None, written_for=programme, working_in=request.standing.programme)
    if request.method == "POST" and form.is_valid():
        press = Press(form.cleaned_data["press"], request.user, form.cleaned_data["note"])
        keys = {case.key for case in preview.goes} | reached_by(press.key, programme.pk)
        if "send" in request.POST and is_as_seen(form, keys):
            return sent(request, programme, found, sorted(keys), press)
    return render(request, "dashboards/reminders/send.html", page_of(request, programme, found, form, preview, listing))


def is_as_seen(form: SendForm, keys: set[Key]) -> bool:
    """Whether what would go is what the page showed; otherwise the form says what is not."""
    if not form.is_note_as_shown:
        form.add_error("note", NOTE_CHANGED)
    elif print_of(keys, "") != form.cleaned_data["seen"]:
        form.add_error(None, LIST_CHANGED)
    return form.is_valid()


def sent(
    request: PortalRequest, programme: Programme, kind: ReminderKind, to: Sequence[Key], press: Press
) -> HttpResponse:
    """Send, and say to how many; more than fifty by a job."""
    at = timezone.now()
    if len(to) > MOST_DIRECTLY:
        job = Job.objects.filter(kind=BY_JOB, arguments__press=str(press.key)).first() or start_job(
            kind=BY_JOB,
            title=_("Reminders: {label}").format(label=kind.label),
            by=request.user,
            at=at,
            arguments={
                "programme": programme.pk,
                "reminder": kind.key,
                "to": [list(key) for key in to],
                "note": press.note,
                "press": str(press.key),
            },
        )
        return redirect("job", job.pk)
    number = remind_by_hand(kind=kind, programme_id=programme.pk, to=to, press=press, at=at)
    if number:
        said = ngettext("{number} person is emailed.", "{number} people are emailed.", number)
        messages.success(request, said.format(number=number))
    else:
        messages.info(request, _("Nobody was emailed: somebody else has just reminded them."))
    return redirect("reminders")


def press_of(form: SendForm, programme: Programme) -> UUID:
    """By what the page's press is known: another than before, once that one has reached anybody."""
    press = form.cleaned_data.get("press") if form.is_bound else None
    return uuid4() if press is None or reached_by(press, programme.pk) else press


def page_of(
    request: PortalRequest,
    programme: Programme,
    kind: ReminderKind,
    form: SendForm,
    preview: Any,
    listing: Listing,
) -> dict[str, Any]:
    """What the page of sending shows, and what it remembers having shown."""
    note = str(form["note"].value() or "").replace("\r\n", "\n")
    example = next(iter(preview.goes), None)
    columns = COLUMNS if preview.held else COLUMNS[:-1]  # where all get the same nothing needs saying
    goes = Listing(listing.caption, listing.counted, columns, Reached.of(preview), downloads=False)
    return {
        "programme": programme,
        "kind": kind,
        "form": form,
        "press": press_of(form, programme),
        "seen": print_of({case.key for case in preview.goes}, ""),
        "shown_note": note,
        "number": len(preview.goes),
        "held": len(preview.held),
        "listing": list_page(request, goes),
        "groups": groups_of(preview),
        "example": example,
        "email": email_of(kind, example, programme, note=note.strip(), sender=request.user) if example else None,
        "by_job": len(preview.goes) > MOST_DIRECTLY,
    }
