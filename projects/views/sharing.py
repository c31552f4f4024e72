"""Giving a project to others of the locality, and saying that one has it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.models import Partnership
from projects.errors import NobodyToShareWithError, ProjectChangedError, SealedError, SubmissionClosedError
from projects.forms.sharing import CHANGED, CLOSED, ShareForm
from projects.models import Sharing
from projects.permissions import projects as may
from projects.rules.next_step import TO_CHOOSE, TO_COMPLETE
from projects.selectors.handing_in import closed_for
from projects.selectors.localities import others_of
from projects.selectors.page import ProjectPage, page_of
from projects.services import sharing as services


@require_http_methods(["GET", "HEAD", "POST"])
def share_project(request: PortalRequest, pk: int) -> HttpResponse:
    """Choose with whom; who has these very words already is shown, and not asked about."""
    page = the_page(request, pk)
    others = list(others_of(page.partnership))
    form = form_for(request, page, others)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.share_project(
                project=page.project, seen=form.seen, partners=form.chosen, by=request.user, at=timezone.now()
            )
        except ProjectChangedError:
            page = the_page(request, pk)  # as it is by now
            form = form_for(request, page, others)
            form.refuse(CHANGED)
        except (SubmissionClosedError, ProgrammeClosedError):
            form.refuse(CLOSED)
        except NobodyToShareWithError:
            form.add_error("partners", _("Select at least one to share it with"))
        else:
            messages.success(request, said_of(made))
            return redirect("project", pk)
    programme = page.partnership.programme
    context = {
        "form": form,
        "page": page,
        "project": page.project,
        "partnership": page.partnership,
        "programme": programme,
        "closed": closed_for(programme, page.window, page.reasons, at=timezone.now()),
        "unfounded": bool((TO_CHOOSE | TO_COMPLETE) & set(page.reasons)),
    }
    return render(request, "projects/share.html", context)


def the_page(request: PortalRequest, pk: int) -> ProjectPage:
    """A project one may share, in a locality; 404 otherwise."""
    page = page_of(request.standing, pk, at=timezone.now())
    if page is None or not page.is_two_tier or not may.can_share_project(request.standing, page.partnership):
        raise Http404
    return page


def form_for(request: PortalRequest, page: ProjectPage, others: list[Partnership]) -> ShareForm:
    """Asks about those who have not these very words."""
    have = {sharing.partnership_id for sharing in page.latest} if not page.readiness.is_changed else set()
    return ShareForm(
        request.POST or None,
        partners=others,
        asked=[one for one in others if one.pk not in have],
        version=page.project.version,
        cancel_url=reverse("project", args=[page.project.pk]),
    )


def said_of(made: list[Sharing]) -> str:
    """With whom it was shared now; nobody new when the form was sent twice."""
    names = [sharing.partnership.name for sharing in made]
    if not names:
        return _("They have it already.")
    return _("Shared with {names}. We have told them by email.").format(names=get_text_list(names, _("and")))


@require_POST
def confirm_receipt(request: PortalRequest, pk: int) -> HttpResponse:
    """For the people of the partnership that a project was shared with; said twice, it is said once."""
    found = Sharing.objects.select_related("partnership__programme", "edition__project__partnership")
    sharing = get_object_or_404(found, pk=pk)
    if not may.can_confirm_receipt(request.standing, sharing.partnership):
        raise Http404
    try:
        services.confirm_receipt(sharing=sharing, by=request.user, at=timezone.now())
    except ProgrammeClosedError:
        raise Http404 from None
    except SealedError:
        messages.warning(request, _("The grants are decided, so receipts are no longer taken."))
    else:
        area = sharing.edition.project.partnership.area
        messages.success(request, _("You have confirmed that you received the project of {area}.").format(area=area))
    return redirect("project", sharing.edition.project_id)
