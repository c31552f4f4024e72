"""A region's own framework taken in from a file, and the framework of the year chosen."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnerships.errors import NotManagerError, ProgrammeClosedError
from partnerships.forms.written_for import PressForm
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Programme
from selfassessment.errors import FrameworkTakenError
from selfassessment.forms.frameworks import FrameworkFileForm, KeepForm
from selfassessment.permissions import frameworks as may
from selfassessment.selectors.frameworks import chosen_version
from selfassessment.sentences import TAKEN
from selfassessment.services import frameworks as services
from selfassessment.views.frameworks import version_for

FORM = require_http_methods(["GET", "HEAD", "POST"])
ADD = "selfassessment/frameworks/add.html"


def managed(request: PortalRequest) -> Programme:
    """The programme of the page, for its manager, while its year is not closed; 404 otherwise."""
    programme = programme_of(request)
    if programme is None or not may.can_add_framework(request.standing, programme):
        raise Http404
    return programme


@FORM
def add_framework(request: PortalRequest) -> HttpResponse:
    """A file, then what it says, then kept: nothing is, before somebody has looked at it."""
    programme = managed(request)
    if "text" in request.POST:
        return keep(request, programme)
    form = FrameworkFileForm(
        request.POST or None,
        request.FILES or None,
        written_for=programme,
        working_in=request.standing.programme,
    )
    if request.method == "POST" and form.is_valid():
        return preview(request, programme, form)
    return render(request, ADD, {"form": form, "programme": programme})


def preview(request: PortalRequest, programme: Programme, form: FrameworkFileForm) -> HttpResponse:
    """What the file says, with the button that keeps it."""
    keeping = KeepForm(initial={"text": form.text}, written_for=programme, working_in=request.standing.programme)
    context = {"form": keeping, "words": form.cleaned_data["file"], "programme": programme}
    return render(request, "selfassessment/frameworks/preview.html", context)


def keep(request: PortalRequest, programme: Programme) -> HttpResponse:
    """Take in what was shown; what was sent twice is taken in once."""
    form = KeepForm(request.POST, written_for=programme, working_in=request.standing.programme)
    if not form.is_valid():
        words = form.cleaned_data.get("text")
        template = "selfassessment/frameworks/preview.html" if words else ADD
        return render(request, template, {"form": form, "words": words, "programme": programme})
    words = form.cleaned_data["text"]
    try:
        version, is_new = services.add_framework(words=words, programme=programme, by=request.user, at=timezone.now())
    except FrameworkTakenError as error:
        form.add_error(None, str(TAKEN[error.code]).format(number=error.number).rstrip("."))
        context = {"form": form, "words": words, "programme": programme, "is_refused": True}
        return render(request, "selfassessment/frameworks/preview.html", context)
    except (NotManagerError, ProgrammeClosedError):
        raise Http404 from None
    said = _("“{title}” is added. Nobody is assessed by it until you choose it for a year.")
    messages.success(request, said.format(title=version.title) if is_new else _("This version is there already."))
    return redirect("framework", version.pk)


@FORM
def choose_framework(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask, saying what follows, and choose."""
    programme, version = managed(request), version_for(request, pk)
    if version.framework.region not in ("", programme.region):
        raise Http404
    form = PressForm(request.POST or None, written_for=programme, working_in=request.standing.programme)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_framework(programme=programme, version=version, by=request.user, at=timezone.now())
        except (NotManagerError, ProgrammeClosedError):
            raise Http404 from None
        messages.success(request, _("Assessments of this year are made on “{title}”.").format(title=version.title))
        return redirect("framework", pk)
    context = {
        "form": form,
        "version": version,
        "programme": programme,
        "chosen": chosen_version(programme),
        "cancel_url": reverse("framework", args=[pk]),
    }
    return render(request, "selfassessment/frameworks/choose.html", context)
