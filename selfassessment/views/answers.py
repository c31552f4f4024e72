"""Every answer of a completed assessment, or every finding of a joint review: to read, and to take away."""

from collections.abc import Sequence
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_safe

from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.http import PortalRequest
from selfassessment.models import Completion
from selfassessment.selectors.completions import Result, result_with
from selfassessment.selectors.evidence import completed_evidence
from selfassessment.selectors.findings import findings_of
from selfassessment.selectors.last_answers import last_answers
from selfassessment.views.results import completion_for

THEME = Column(_lazy("Theme"), lambda each: each.theme.title)
COLUMNS = [
    THEME,
    Column(_lazy("Statement"), lambda each: each.statement.text),
    Column(_lazy("Answer"), lambda each: each.in_words),
    Column(_lazy("Score"), lambda each: each.score, number=True, in_files_only=True),
    Column(_lazy("Comment"), lambda each: each.given.comment),
    Column(_lazy("Key"), lambda each: each.statement.key, in_files_only=True),
]
FINDINGS = [
    THEME,
    Column(_lazy("Level"), lambda each: each.in_words),
    Column(_lazy("Level in figures"), lambda each: each.level, number=True, in_files_only=True),
    Column(_lazy("Finding"), lambda each: each.text),
    Column(_lazy("Key"), lambda each: each.theme.key, in_files_only=True),
]


@require_safe
def completed_answers(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Not asked, not answered and not applicable are kept apart, on the page and in files."""
    completion = completion_for(request, pk)
    result = result_with(completion, {})  # no scores of themes are shown here
    partnership = completion.partnership
    context = {
        "completion": completion,
        "partnership": partnership,
        "programme": partnership.programme,
        "evidence": () if completion.is_joint else completed_evidence(completion, result.words),
    }
    listing = findings(completion, result) if completion.is_joint else answers(completion, result)
    return list_response(request, "selfassessment/results/answers.html", listing, context)


def answers(completion: Completion, result: Result) -> Listing:
    """Every statement; files have last year's answer as well, where there was an assessment."""
    last = last_answers(completion)
    then = [Column(_lazy("Last year"), lambda each: last.about(each.statement.key), in_files_only=True)] if last else []
    counted = ngettext_lazy("%(count)s statement", "%(count)s statements", "count")
    return listing_of(completion, _("Answers"), counted, [*COLUMNS, *then], result.answers)


def findings(completion: Completion, result: Result) -> Listing:
    """Every theme."""
    counted = ngettext_lazy("%(count)s theme", "%(count)s themes", "count")
    return listing_of(completion, _("Findings"), counted, FINDINGS, findings_of(completion, result.words))


def listing_of(
    completion: Completion, caption: str, counted: Promise, columns: Sequence[Column], items: Sequence[Any]
) -> Listing:
    """A list of all of it, with its file named by the receipt."""
    filename = f"{caption} {completion.reference}"
    return Listing(caption=caption, counted=counted, columns=columns, items=items, filename=filename)
