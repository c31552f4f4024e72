"""The proof sheet of a determination: on the screen, as CSV and Excel, and as a tagged PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from grants.models import Determination
from grants.permissions import determinations as may
from grants.selectors.determinations import changed_since
from grants.selectors.eligibility import reckon, settings_of
from grants.selectors.proof import Proof, proof_of
from grants.selectors.proof_rows import ProofRow
from grants.selectors.proof_tables import columns_of, table_of
from grants.selectors.reckoning import bases_of, named, rules_in_words
from grants.selectors.sheet import sheet_of
from grants.services.sheets import KIND, ask_for_sheet
from grants.views.finding import determination_for
from kit.documents.handing import handed_out
from kit.documents.selectors import hash_of, made_edition
from kit.documents.serving import serve_edition
from kit.tables.exports import asked_format, export_response
from partnerships.http import PortalRequest
from partnerships.permissions.programmes import manages
from partnerships.rules.deadlines import local_day
from partnerships.selectors.programmes import terms_in_force
from partnerships.selectors.year_sentences import in_full
from projects.selectors.progress import progress_of

WHOLE = 100  # so many partnerships stand on one page, more come in pages of 40
ROWS_OF_A_PAGE = 40


@dataclass(frozen=True)
class Changed:
    """What is not as it was when a determination was prepared: the areas, and whether the terms are others."""

    areas: Sequence[str]
    terms: bool

    @property
    def areas_in_words(self) -> str:
        """As many as a sentence bears."""
        return named(self.areas)


@require_safe
def determination(request: PortalRequest, pk: int) -> HttpResponse:
    """Every penny, for those whom access row 16 names."""
    standing, at = request.standing, timezone.now()
    found = determination_for(request, pk)
    proof = proof_of(found)
    page = page_of(request, proof)
    context = {
        "determination": found,
        "programme": found.programme,
        "proof": proof,
        "page": page,
        "table": table_of(proof, page),
        "bases": bases_of(proof.reckoning, proof.other),
        "rules": rules_in_words(proof.reckoning.result.settings, found.programme),
        "changed": changed(proof, at),
        "manages": manages(standing, found.programme),
        "may_confirm": may.can_confirm_determination(standing, found, request.user.pk),
        "may_prepare": may.can_prepare_determination(standing, found.programme),
        "sees_all": may.can_see_determinations(standing, found.programme),
        "sees_awards": may.can_see_some_awards(standing, found.programme),
        "is_preparer": found.prepared_by_id == request.user.pk,
    }
    return render(request, "grants/determinations/determination.html", context)


def page_of(request: PortalRequest, proof: Proof) -> Page[ProofRow]:
    """The rows asked for: all of them, unless they are too many to read at once."""
    per_page = WHOLE if len(proof.rows) <= WHOLE else ROWS_OF_A_PAGE
    return Paginator(proof.rows, per_page).get_page(request.GET.get("page"))


def changed(proof: Proof, at: datetime) -> Changed | None:
    """What has changed since it was prepared, as long as it waits; None when nothing has."""
    found = proof.determination
    if found.state != Determination.State.PREPARED:
        return None
    terms = terms_in_force(found.programme)
    if terms is None or terms.pk != found.terms_id:
        return Changed((), terms=True)
    progress = progress_of(found.programme, terms=terms, on=local_day(at), in_order=False)
    now = reckon(found.programme, terms, progress, settings_of(terms))
    areas = changed_since(proof.recount.facts, now)
    return Changed(areas, terms=False) if areas else None


@require_safe
def proof_sheet(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Exactly the rows, as CSV or Excel; an address that asks for neither leads to the page."""
    found = determination_for(request, pk)
    file_format = asked_format(request)
    if file_format is None:
        return redirect("determination", pk)
    proof = proof_of(found)
    name = gettext("Proof sheet %(number)s, %(programme)s") % {
        "number": found.number,
        "programme": in_full(found.programme),
    }
    return export_response(file_format, filename=name, columns=columns_of(proof), items=proof.rows)


@require_http_methods(["GET", "HEAD", "POST"])
def proof_sheet_pdf(request: PortalRequest, pk: int) -> HttpResponseBase:
    """The same as a tagged PDF: at once, or of many partnerships by a worker, which one asks for first."""
    found = determination_for(request, pk)
    back = redirect("determination", pk)
    if request.method == "POST":
        job = ask_for_sheet(determination=found, by=request.user, at=timezone.now())
        return redirect("job", job_id=job.pk)
    sheet = sheet_of(found)
    if sheet.rows <= WHOLE:
        return handed_out(request, sheet.html, head=sheet.head, name=sheet.name, dated=sheet.dated) or back
    if edition := made_edition(KIND, str(pk), hash_of(sheet.html, sheet.title, sheet.head.author)):
        return serve_edition(edition)
    asked = {"determination": found, "programme": found.programme, "rows": sheet.rows, "cancel_url": back.url}
    return render(request, "grants/determinations/large_sheet.html", asked)
