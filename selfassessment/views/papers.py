"""A result as a document: a tagged PDF, made while its reader waits."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kit.documents.handing import handed_out
from kit.documents.head import Fact, Head, document_html
from partnerships.http import PortalRequest
from partnerships.selectors.year_sentences import in_full
from selfassessment.selectors.result_page import ResultPage
from selfassessment.selectors.result_words import title_of
from selfassessment.views.results import page_for, told_of


@require_safe
def assessment_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    """What the page tells, with every answer or finding; back to the page with a message when it cannot be made."""
    page = page_for(request, pk)
    head = head_of(page)
    html = document_html("selfassessment/papers/result.html", head, told_of(page))
    name = page.completion.partnership.name
    made = handed_out(request, html, head=head, name=name, dated=page.completion.completed_at)
    return made or redirect("assessment_result", pk)


def head_of(page: ResultPage) -> Head:
    """Who says what, and when."""
    completion, programme = page.completion, page.completion.partnership.programme
    version = completion.made_on
    return Head(
        title=title_of(page),
        kind=_("Joint review") if completion.is_joint else _("Self-assessment"),
        programme=in_full(programme),
        author=completion.partnership.name,
        date=localtime(completion.completed_at).date(),
        facts=(
            Fact(_("Reference"), completion.reference),
            Fact(_("Completed by"), str(completion.completed_by)),
            Fact(_("Framework"), _("{title}, version {number}").format(title=version.title, number=version.number)),
        ),
    )
