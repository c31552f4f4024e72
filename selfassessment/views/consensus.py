"""The meeting at which a partnership agrees its scores: every statement, the widest spread first, and one at a time."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kit.govuk_ui.table import link, two_lines
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from selfassessment.errors import CompletedError
from selfassessment.forms.consensus import AgreeForm, MeetingFilters
from selfassessment.permissions import assessments as may
from selfassessment.selectors.answers import in_words
from selfassessment.selectors.assessments import Draft, draft_of
from selfassessment.selectors.consensus import Discussed, Meeting, Said, heard_at, meeting_of, turnout_of
from selfassessment.selectors.consensus_words import as_median, facts_in_words, scores_in_words, strip
from selfassessment.selectors.following import last_year_of
from selfassessment.services.answering import answer_statements
from selfassessment.views.assessments import completed_meanwhile
from selfassessment.views.finding import own_draft

ROWS = 30  # of a page: each has a picture
FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def consensus(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Every statement with the spread of its scores and what is agreed."""
    draft = own_draft(request, pk)
    if draft.completion:
        return completed_meanwhile(request, draft)
    meeting = meeting_of(draft)
    first = next((each for each in meeting.widest_first if not each.is_agreed), None)
    filters = MeetingFilters(request, draft.words)
    partnership = draft.assessment.partnership
    may_answer = may.can_answer(request.standing, partnership)
    listing = Listing(
        caption=_("Partners’ scores and what is agreed"),
        counted=ngettext_lazy("%(count)s statement", "%(count)s statements", "count"),
        columns=columns_of(meeting, filters.given("theme"), may_answer=may_answer),
        items=filters.narrow(meeting.widest_first),
        rows=ROWS,
        filename=_("Consensus {area}").format(area=partnership.area),
    )
    context = {
        "meeting": meeting,
        "draft": draft,
        "filters": filters,
        "turnout": turnout_of(draft.assessment),
        "next_url": address_of(draft, first) if first and may_answer else "",
        "may_complete": may.can_complete(request.standing, partnership),
        "partnership": partnership,
        "programme": partnership.programme,
    }
    return list_response(request, "selfassessment/consensus/consensus.html", listing, context)


def columns_of(meeting: Meeting, theme: str, *, may_answer: bool) -> list[Column]:
    """The same on the page and in downloads; the page draws the scores beside their figures."""
    top = meeting.draft.words.scoring.top

    def statement(each: Discussed) -> str:
        words = link(address_of(meeting.draft, each, theme), each.statement.text) if may_answer else each.statement.text
        return two_lines(words, each.theme.title)

    def scores(each: Discussed) -> str:
        if not each.spread.said:
            return _("No partner has answered")
        drawn = format_html(
            '<span class="portal-state portal-spread">{}<span>{}</span></span>',
            strip(each.spread, top),
            scores_in_words(each.spread),
        )
        return two_lines(drawn, facts_in_words(each.spread))

    def agreed(each: Discussed) -> str:
        if not each.is_agreed:
            return _("Not yet")
        return (
            two_lines(each.in_words, _("Say why: it differs from the median")) if each.lacks_reason else each.in_words
        )

    return [
        Column(_lazy("Statement"), lambda each: each.statement.text, cell=statement),
        Column(_lazy("Theme"), lambda each: each.theme.title, in_files_only=True),
        Column(_lazy("Partners’ scores"), lambda each: scores_in_words(each.spread), cell=scores),
        Column(_lazy("Not applicable"), lambda each: each.spread.not_applicable, number=True, in_files_only=True),
        Column(_lazy("Median"), median_of, in_files_only=True),
        Column(_lazy("Agreed"), lambda each: each.in_words if each.is_agreed else "", cell=agreed),
        Column(_lazy("Why"), lambda each: each.agreed.comment, in_files_only=True),
    ]


def median_of(each: Discussed) -> str:
    """Of the partners' scores, where there are any."""
    return "" if each.spread.median is None else as_median(each.spread.median)


def address_of(draft: Draft, each: Discussed, theme: str = "") -> str:
    """The page of one statement; `theme` is what the meeting keeps to."""
    address = reverse("agree_statement", args=[draft.assessment.pk, each.statement.key])
    return f"{address}?{urlencode({'theme': theme})}" if theme else address


def all_of(draft: Draft, theme: str = "") -> str:
    """The page of every statement, or of a theme's."""
    address = reverse("consensus", args=[draft.assessment.pk])
    return f"{address}?{urlencode({'theme': theme})}" if theme else address


@FORM
def agree_statement(request: PortalRequest, pk: int, key: str) -> HttpResponse:
    """Who said what of one statement, and what the partnership agrees on."""
    draft = own_draft(request, pk)
    if not is_asked(draft, key) or not may.can_answer(request.standing, draft.assessment.partnership):
        raise Http404
    if draft.completion:
        return completed_meanwhile(request, draft)
    meeting, said = heard_at(draft, key)
    each = meeting.about(key)
    form = AgreeForm(
        request.POST or None,
        discussed=each,
        words=draft.words,
        action=address_of(draft, each, theme_in(request, draft)),
    )
    if request.method == "POST" and form.is_valid():
        done = agreed(request, meeting, each, form)
        if done is not None:
            return done
    return page_of_statement(request, meeting, each, form, said)


def is_asked(draft: Draft, key: str) -> bool:
    """Whether the framework has that statement: the database is asked about none that it cannot know."""
    return any(each.key == key for theme in draft.words.themes for each in theme.statements)


def theme_in(request: PortalRequest, draft: Draft) -> str:
    """The theme that the meeting keeps to, if it is one."""
    asked = request.GET.get("theme", "")
    return asked if draft.theme(asked) else ""


def agreed(request: PortalRequest, meeting: Meeting, each: Discussed, form: AgreeForm) -> HttpResponse | None:
    """Save, and go on; None where somebody was first, and the form says so."""
    draft, key = meeting.draft, each.statement.key
    given = {key: (form.given, str(form.cleaned_data["was"]))}
    try:
        saved = answer_statements(assessment=draft.assessment, given=given, by=request.user, at=timezone.now())
    except CompletedError:
        return completed_meanwhile(request, draft_of(draft.assessment))
    except ProgrammeClosedError:
        raise Http404 from None
    if key in saved.overtaken:
        row = saved.overtaken[key]
        form.tell_overtaken(row, draft.writer_of(row))
        return None
    theme = theme_in(request, draft)
    after = meeting.after(key, theme) if request.POST.get("onward") == "next" else None
    said = in_words(form.given.answer, draft.words)
    messages.success(request, _("Saved. “{statement}”: {answer}.").format(statement=each.statement.text, answer=said))
    return redirect(address_of(draft, after, theme) if after else all_of(draft, theme))


def page_of_statement(
    request: PortalRequest, meeting: Meeting, each: Discussed, form: AgreeForm, said: Sequence[Said]
) -> HttpResponse:
    """The statement with its spread, who said what, last year's, and the form."""
    draft, key = meeting.draft, each.statement.key
    theme = theme_in(request, draft)
    last_year = last_year_of(draft)
    order = [one for one in meeting.widest_first if theme in ("", one.theme.key) or one is each]
    context = {
        "each": each,
        "form": form,
        "draft": draft,
        "said": said,
        "strip": strip(each.spread, draft.words.scoring.top),
        "scores": scores_in_words(each.spread),
        "facts": facts_in_words(each.spread),
        "last_year": last_year.about(key),
        "last_year_in_words": last_year.in_words(key),
        "place": order.index(each) + 1,
        "count": len(order),
        "all_url": all_of(draft, theme),
        "partnership": draft.assessment.partnership,
        "programme": draft.assessment.partnership.programme,
    }
    return render(request, "selfassessment/consensus/statement.html", context)
