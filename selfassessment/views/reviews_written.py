"""The parts of a joint review, each on its page: the meeting, a theme, the key improvements, the document."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kit.files.errors import NotServed, UploadRefused
from kit.files.forms import refuse
from kit.files.models import Upload
from kit.files.serving import serve_upload
from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from selfassessment.errors import CompletedError, NotJointError, ReviewChangedError
from selfassessment.forms.reviews import DocumentForm, FindingForm, ImprovementsForm, MeetingForm, PartForm
from selfassessment.permissions import assessments as may
from selfassessment.rules.framework import Theme
from selfassessment.rules.progress import following
from selfassessment.selectors.completions import visible_completions
from selfassessment.selectors.reviews import DOCUMENT, IMPROVEMENTS, MEETING, ReviewDraft, last_writer_of
from selfassessment.services import reviews as services
from selfassessment.views import reviews_told as told
from selfassessment.views.reviews import own_review

FORM = require_http_methods(["GET", "HEAD", "POST"])
Build = Callable[[ReviewDraft, str], PartForm]


def written_by(request: PortalRequest, pk: int) -> ReviewDraft:
    """A review that one may write in; 404 otherwise."""
    draft = own_review(request, pk)
    if not may.can_answer(request.standing, draft.review.partnership):
        raise Http404
    return draft


@FORM
def review_meeting(request: PortalRequest, pk: int) -> HttpResponse:
    """When it was held, and who took part."""

    def build(draft: ReviewDraft, who: str) -> MeetingForm:
        return MeetingForm(request.POST or None, draft=draft, cancel_url=overview_of(draft), changed_by=who)

    def save(draft: ReviewDraft, form: PartForm, **given: Any) -> None:
        services.write_meeting(review=draft.review, meeting=form.part, **given)  # type: ignore[arg-type]

    def tell(draft: ReviewDraft, form: PartForm) -> None:
        told.tell_meeting(request, form.part, draft.days)  # type: ignore[arg-type]

    return part_page(request, written_by(request, pk), MEETING, build, save, tell)


@FORM
def review_theme(request: PortalRequest, pk: int, theme: str) -> HttpResponse:
    """What was found of one theme, with a level."""
    draft = written_by(request, pk)
    found = draft.theme(theme)
    if found is None:
        raise Http404

    def build(draft: ReviewDraft, who: str) -> FindingForm:
        return FindingForm(
            request.POST or None, draft=draft, theme=found, cancel_url=overview_of(draft), changed_by=who
        )

    def save(draft: ReviewDraft, form: PartForm, **given: Any) -> None:
        services.write_finding(review=draft.review, theme=theme, finding=form.part, **given)  # type: ignore[arg-type]

    def tell(draft: ReviewDraft, form: PartForm) -> None:
        told.tell_theme(request, found)

    return part_page(request, draft, theme, build, save, tell, theme=found)


@FORM
def review_improvements(request: PortalRequest, pk: int) -> HttpResponse:
    """One or two key improvements."""

    def build(draft: ReviewDraft, who: str) -> ImprovementsForm:
        return ImprovementsForm(request.POST or None, draft=draft, cancel_url=overview_of(draft), changed_by=who)

    def save(draft: ReviewDraft, form: PartForm, **given: Any) -> None:
        services.name_improvements(review=draft.review, improvements=form.part, **given)  # type: ignore[arg-type]

    def tell(draft: ReviewDraft, form: PartForm) -> None:
        told.tell_improvements(request, form.part)  # type: ignore[arg-type]

    return part_page(request, written_by(request, pk), IMPROVEMENTS, build, save, tell)


def part_page(
    request: PortalRequest,
    draft: ReviewDraft,
    part: str,
    build: Build,
    save: Callable[..., None],
    tell: Callable[[ReviewDraft, PartForm], None],
    *,
    theme: Theme | None = None,
) -> HttpResponse:
    """A part's form; saved, one is told and goes on, and where somebody else was first, both are shown."""
    if draft.completion:
        return completed_meanwhile(request, draft)
    form = build(draft, writer_of(request, draft, part))
    if request.method == "POST" and form.is_valid():
        try:
            save(draft, form, seen=form.seen_version, by=request.user, at=timezone.now())
        except ReviewChangedError:  # this very moment
            draft = own_review(request, draft.review.pk)
            form = build(draft, last_writer_of(draft.review, part))
            form.is_valid()
        except CompletedError:
            return completed_meanwhile(request, draft)
        except (NotJointError, ProgrammeClosedError):
            raise Http404 from None
        else:
            tell(draft, form)
            return onward(request, draft, theme)
    template = "theme" if theme else part
    return render(request, f"selfassessment/reviews/{template}.html", context_of(draft, form, theme))


def context_of(draft: ReviewDraft, form: PartForm | DocumentForm, theme: Theme | None = None) -> dict[str, Any]:
    """What the pages of parts have in common."""
    partnership = draft.review.partnership
    keys = [each.key for each in draft.words.themes]
    return {
        "draft": draft,
        "form": form,
        "theme": theme,
        "place": keys.index(theme.key) + 1 if theme else 0,
        "partnership": partnership,
        "programme": partnership.programme,
    }


def writer_of(request: PortalRequest, draft: ReviewDraft, part: str) -> str:
    """Who wrote it last, for a form that was sent; nobody needs to know before."""
    return last_writer_of(draft.review, part) if request.method == "POST" else ""


def onward(request: PortalRequest, draft: ReviewDraft, theme: Theme | None) -> HttpResponse:
    """To the next theme for who goes on, else to the overview."""
    after = following(draft.words, theme.key) if theme and request.POST.get("onward") == "next" else None
    if after is not None:
        return redirect("review_theme", draft.review.pk, after.key)
    return redirect("joint_review", draft.review.partnership_id)


def overview_of(draft: ReviewDraft) -> str:
    """Where one comes from."""
    return reverse("joint_review", args=[draft.review.partnership_id])


def completed_meanwhile(request: PortalRequest, draft: ReviewDraft) -> HttpResponse:
    """To the result: nothing of a completed review is changed."""
    if request.method == "POST":
        messages.warning(request, _("The joint review has been completed, so it stands. Nothing was saved."))
    return redirect("joint_review", draft.review.partnership_id)


@FORM
def review_document(request: PortalRequest, pk: int) -> HttpResponse:
    """A file to attach, in place of the one there, or that one to take off."""
    draft = written_by(request, pk)
    if draft.completion:
        return completed_meanwhile(request, draft)
    takes_off = "take_off" in request.POST
    form = form_of_document(request, draft)
    if request.method == "POST" and (takes_off or form.is_valid()):
        try:
            change_document(request, draft, form)
        except UploadRefused as refused:
            refuse(form, "document", refused)
        except ReviewChangedError:
            draft = own_review(request, pk)
            form = form_of_document(request, draft)
            form.tell_overtaken(last_writer_of(draft.review, DOCUMENT))
        except CompletedError:
            return completed_meanwhile(request, draft)
        except (NotJointError, ProgrammeClosedError):
            raise Http404 from None
        else:
            told.tell_document(request, "" if takes_off else form.cleaned_data["document"].name)
            return onward(request, draft, None)
    return render(request, "selfassessment/reviews/document.html", context_of(draft, form))


def form_of_document(request: PortalRequest, draft: ReviewDraft) -> DocumentForm:
    """Bound to what was sent."""
    return DocumentForm(
        request.POST or None,
        request.FILES or None,
        draft=draft,
        cancel_url=overview_of(draft),
    )


def change_document(request: PortalRequest, draft: ReviewDraft, form: DocumentForm) -> None:
    """Attach, or take off; raises what the services raise."""
    given: dict[str, Any] = {"review": draft.review, "by": request.user, "at": timezone.now()}
    if "take_off" in request.POST:
        services.take_off_document(seen=number(request.POST.get("seen", "")), **given)
    else:
        services.attach_document(file=form.cleaned_data["document"], seen=form.seen_mark, **given)


def number(said: str) -> int:
    """A mark as a form sends it; 0, which marks nothing, for anything else."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 20 else 0


@require_safe
def review_file(request: PortalRequest, pk: int) -> HttpResponseBase:
    """The document of a draft, for those who write in it."""
    return served(own_review(request, pk).review.document)


@require_safe
def completed_document(request: PortalRequest, pk: int) -> HttpResponseBase:
    """The document as it was completed, for everybody who reads the result."""
    completion = get_object_or_404(visible_completions(request.standing).select_related("meeting__document"), pk=pk)
    return served(completion.meeting.document if completion.is_joint else None)


def served(document: Upload | None) -> HttpResponseBase:
    """As a download; 404 when there is none, or when it must not leave."""
    if document is None:
        raise Http404
    try:
        return serve_upload(document)
    except NotServed:
        raise Http404 from None
