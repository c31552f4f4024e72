"""Frameworks to read: the list, one version, one theme of it, and its file."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kit.govuk_ui.table import link
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.http import PortalRequest
from selfassessment.models import FrameworkVersion
from selfassessment.permissions import frameworks as may
from selfassessment.rules.writing import framework_text
from selfassessment.selectors.frameworks import (
    EVERYWHERE,
    chosen_version,
    history_of,
    latest_versions,
    visible_versions,
    words_of,
)


def version_for(request: PortalRequest, pk: int) -> FrameworkVersion:
    """A version that one may read, with its words; missing and forbidden alike are 404."""
    return get_object_or_404(visible_versions(request.standing).defer(None), pk=pk)


def whose(version: FrameworkVersion) -> str:
    """Whether it comes with the portal, or which region wrote it."""
    region = version.framework.region
    return gettext("Comes with the portal") if region == EVERYWHERE else region


def columns(chosen: FrameworkVersion | None) -> list[Column]:
    """Of the list; the one that the year assesses by is marked."""
    return [
        Column(_("Framework"), lambda each: each.title, cell=lambda each: titled(each, chosen)),
        Column(_("Written by"), whose),
        Column(_("Themes"), lambda each: each.themes, number=True),
        Column(_("Statements"), lambda each: each.size, number=True),
        Column(_("Latest version"), lambda each: each.number, number=True),
    ]


def titled(version: FrameworkVersion, chosen: FrameworkVersion | None) -> str:
    """A link, and beneath it whether the year assesses by this framework."""
    found = link(reverse("framework", args=[version.pk]), version.title)
    if chosen is None or chosen.framework_id != version.framework_id:
        return found
    return format_html('{}<span class="portal-beneath">{}</span>', found, _("This year’s assessments are made on it"))


@require_safe
def frameworks(request: PortalRequest) -> HttpResponseBase:
    """The latest version of each."""
    programme = request.standing.programme
    if programme is None or not may.can_see_frameworks(request.standing):
        raise Http404
    chosen = chosen_version(programme)
    listing = Listing(
        caption=_("Competency frameworks"),
        counted=ngettext_lazy("%(count)s framework", "%(count)s frameworks", "count"),
        columns=columns(chosen),
        items=latest_versions(programme),
        downloads=False,
    )
    context = {
        "programme": programme,
        "chosen": chosen,
        "may_add": may.can_add_framework(request.standing, programme),
    }
    return list_response(request, "selfassessment/frameworks/frameworks.html", listing, context)


@require_safe
def framework(request: PortalRequest, pk: int) -> HttpResponse:
    """Its themes, statements, scale and stages, and its other versions."""
    version, programme = version_for(request, pk), request.standing.programme
    chosen = chosen_version(programme) if programme else None
    may_choose = programme is not None and may.can_choose_framework(request.standing, programme)
    context = {
        "version": version,
        "words": words_of(version),
        "whose": whose(version),
        "history": history_of(version.framework),
        "programme": programme,
        "is_chosen": chosen == version,
        "may_choose": may_choose and chosen != version,
    }
    return render(request, "selfassessment/frameworks/framework.html", context)


@require_safe
def framework_theme(request: PortalRequest, pk: int, theme: str) -> HttpResponse:
    """What each score means for the statements of a theme."""
    version = version_for(request, pk)
    words = words_of(version)
    found = next((each for each in words.themes if each.key == theme), None)
    if found is None:
        raise Http404
    context = {"version": version, "words": words, "theme": found}
    return render(request, "selfassessment/frameworks/theme.html", context)


@require_safe
def framework_file(request: PortalRequest, pk: int) -> HttpResponse:
    """The version in the form in which frameworks are taken in."""
    version = version_for(request, pk)
    response = HttpResponse(framework_text(words_of(version)), content_type="application/yaml; charset=utf-8")
    name = f"{version.framework.key}-{version.number}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
