"""Partners who are asked to score an assessment: the list, asking one, one of them, and taking one off."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kit.govuk_ui.formats import moment
from kit.govuk_ui.table import link
from kit.govuk_ui.templatetags.govuk import status_tag
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from notices.selectors.choices import suppressed_among
from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from selfassessment.errors import (
    AskedLatelyError,
    CompletedError,
    PartnerAskedError,
    PartnerChangedError,
    PartnerTakenOffError,
    TooManyPartnersError,
)
from selfassessment.forms.partners import InvitePartnerForm
from selfassessment.models import Assessment, Partner
from selfassessment.permissions import partners as may
from selfassessment.selectors.assessments import visible_assessments
from selfassessment.selectors.partners import asked_again_from, deeds_about, link_ends, partners_of
from selfassessment.services import partners as services

FORM = require_http_methods(["GET", "HEAD", "POST"])
P = ParamSpec("P")
View = Callable[Concatenate[PortalRequest, Assessment, P], HttpResponseBase]


def while_open(view: View[P]) -> Callable[Concatenate[PortalRequest, int, P], HttpResponseBase]:
    """For the partnership's own people, while the assessment is made; completed, also meanwhile, it leads to it."""

    @wraps(view)
    def wrapped(request: PortalRequest, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = get_object_or_404(visible_assessments(request.standing), pk=pk)
        if not may.can_ask_partners(request.standing, found.partnership):
            raise Http404
        try:
            if found.completions.standing().exists():
                raise CompletedError
            return view(request, found, *args, **kwargs)
        except CompletedError:
            messages.warning(request, _("The assessment has been completed, so its partners stand as they are."))
        except ProgrammeClosedError:
            raise Http404 from None
        return redirect("assessment", found.partnership_id)

    return wrapped


@require_safe
@while_open
def partners(request: PortalRequest, assessment: Assessment) -> HttpResponseBase:
    """Everybody who was asked, and how far each is."""
    listing = Listing(
        caption=_("Partners"),
        counted=ngettext_lazy("%(count)s partner", "%(count)s partners", "count"),
        columns=columns(assessment),
        items=partners_of(assessment),
        downloads=False,
    )
    return list_response(request, "selfassessment/partners/partners.html", listing, context_of(assessment))


def context_of(assessment: Assessment) -> dict[str, object]:
    """What every page of this file is about."""
    partnership = assessment.partnership
    return {"assessment": assessment, "partnership": partnership, "programme": partnership.programme}


def columns(assessment: Assessment) -> list[Column]:
    """Of the list."""
    size = assessment.made_on.size
    return [
        Column(gettext_lazy("Organisation"), lambda each: each.organisation, cell=titled),
        Column(gettext_lazy("Who answers"), lambda each: each.name),
        Column(gettext_lazy("Answered"), lambda each: _("{n} of {size}").format(n=each.answered, size=size)),
        Column(gettext_lazy("Last answer"), lambda each: each.last_seen, cell=seen),
        Column(gettext_lazy("State"), state, phone="result", cell=lambda each: status_tag(*tag(each))),
    ]


def titled(partner: Partner) -> str:
    """A link, and beneath it the sector."""
    found = link(reverse("partner", args=[partner.assessment_id, partner.pk]), partner.organisation)
    return format_html('{}<span class="portal-beneath">{}</span>', found, partner.get_sector_display())


def seen(partner: Partner) -> str:
    """When it last wrote something."""
    last = partner.last_seen  # type: ignore[attr-defined]
    return moment(last) if last else _("None yet")


def state(partner: Partner) -> str:
    """In one word or two."""
    return tag(partner)[0]


def tag(partner: Partner) -> tuple[str, str]:
    """The same with the colour that goes with it."""
    if partner.finished_at:
        return _("Finished"), "done"
    return (_("Scoring"), "waiting") if partner.last_seen else (_("Asked"), "plain")  # type: ignore[attr-defined]


@FORM
@while_open
def invite_partner(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Ask who is to be asked; then the email is on its way. The same sent twice asks once."""
    form = InvitePartnerForm(request.POST or None, cancel_url=reverse("partners", args=[assessment.pk]))
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.invite_partner(
                assessment=assessment, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except PartnerAskedError as error:
            form.refuse_address(error.organisation)
        except TooManyPartnersError:
            form.refuse_more()
        else:
            said = _("{organisation} is asked. The email goes to {email}.")
            messages.success(request, said.format(organisation=asked.organisation, email=asked.email))
            return redirect("partners", assessment.pk)
    return render(request, "selfassessment/partners/invite.html", {**context_of(assessment), "form": form})


def partner_for(assessment: Assessment, pk: int) -> Partner:
    """One that was asked and not taken off; anything else is 404."""
    return get_object_or_404(partners_of(assessment), pk=pk)


@FORM
@while_open
def partner(request: PortalRequest, assessment: Assessment, partner_id: int) -> HttpResponse:
    """How far one is, and what has happened; the button sends a fresh link."""
    found = partner_for(assessment, partner_id)
    if request.method == "POST":
        return asked_again(request, found)
    again_at = asked_again_from(found)
    context = {
        "partner": found,
        "tag": tag(found),
        "again_at": again_at if again_at > timezone.now() else None,
        "ends_at": link_ends(found),
        "is_stopped": bool(suppressed_among([found.email])),
        "history": deeds_about(found),
    }
    return render(request, "selfassessment/partners/partner.html", {**context_of(assessment), **context})


def asked_again(request: PortalRequest, found: Partner) -> HttpResponse:
    """Send a fresh link, unless that was done since the page was opened."""
    shown = moment_in(request.POST.get("asked_at", ""))
    try:
        if shown is None:
            raise PartnerChangedError
        services.ask_again(partner=found, seen=shown, by=request.user, at=timezone.now())
        said = _("A fresh link goes to {email}. Earlier ones no longer work.")
        messages.success(request, said.format(email=found.email))
    except PartnerChangedError:
        messages.info(request, _("A fresh link was sent already, so none was sent now."))
    except AskedLatelyError as error:
        said = _(
            "A link was sent a few minutes ago and may still be on its way. You can send a fresh one from {moment}."
        )
        messages.warning(request, said.format(moment=moment(error.again_at)))
    except PartnerTakenOffError:
        messages.warning(request, _("The partner has been taken off. Nothing was sent."))
        return redirect("partners", found.assessment_id)
    return redirect("partner", found.assessment_id, found.pk)


def moment_in(said: str) -> datetime | None:
    """What a form says of a moment; None for what is none, like the 30th of February."""
    with suppress(ValueError):
        return parse_datetime(said)
    return None


@FORM
@while_open
def take_off_partner(request: PortalRequest, assessment: Assessment, partner_id: int) -> HttpResponse:
    """Say what follows, then take it off; done twice it is done once."""
    found = get_object_or_404(assessment.partners, pk=partner_id)
    if request.method == "POST":
        with suppress(PartnerTakenOffError):
            services.take_off_partner(partner=found, by=request.user, at=timezone.now())
        messages.success(request, _("{organisation} is taken off.").format(organisation=found.organisation))
        return redirect("partners", assessment.pk)
    if found.withdrawn_at:
        return redirect("partners", assessment.pk)
    cancel_url = reverse("partner", args=[assessment.pk, found.pk])
    context = {**context_of(assessment), "partner": found, "cancel_url": cancel_url}
    return render(request, "selfassessment/partners/take_off.html", context)
