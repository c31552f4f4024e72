"""The living style page: every component in each state, every layout and error page at an address of its own."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kit.govuk_ui.style.catalogue import SAMPLES, SECTIONS


@login_not_required
@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """What there is to see."""
    return render(request, "style/index.html", {"sections": SECTIONS.values(), "samples": SAMPLES.values()})


@login_not_required
@require_safe
def style_section(request: HttpRequest, section: str) -> HttpResponse:
    """One kind of component."""
    if section not in SECTIONS:
        raise Http404
    chosen = SECTIONS[section]
    return render(request, chosen.template, {"section": chosen, "sections": SECTIONS.values(), **chosen.context()})


@login_not_required
@require_safe
def style_sample(request: HttpRequest, sample: str) -> HttpResponse:
    """A whole page, as it would be met."""
    if sample not in SAMPLES:
        raise Http404
    chosen = SAMPLES[sample]
    return render(request, chosen.template, chosen.context())
