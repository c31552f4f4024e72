"""The proof sheet of a determination: on the screen, as CSV and Excel, and as a tagged PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from grants.models import Determination
from grants.permissions import determinations as may
from grants.selectors.decided import visible_determinations, with_terms_now
from grants.selectors.determinations import changed_since
from grants.selectors.eligibility import reckon, settings_of
from grants.selectors.proof import Proof, ProofRow, by_group, proof_of
from grants.selectors.reasons import STATUSES, Status, why_position, why_share
from grants.selectors.reckoning import bases_of, named, rules_in_words
from grants.views.handing import handed_out
from kit.documents.head import Fact, Head, document_html
from kit.govuk_ui.formats import moment, money
from kit.govuk_ui.table import Group, Heading, Table
from kit.tables.columns import Column
from kit.tables.exports import asked_format, export_response
from partnerships.http import PortalRequest
from partnerships.permissions.programmes import manages
from partnerships.rules.deadlines import local_day
from partnerships.selectors.year_sentences import in_full
from projects.selectors.progress import progress_of

WHOLE = 100  # so many partnerships stand on one page, more come in pages of 50
ROWS_OF_A_PAGE = 50


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
    found = get_object_or_404(with_terms_now(visible_determinations(standing)), pk=pk)
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
        "changed": changed(proof, found.terms_now, at),
        "manages": manages(standing, found.programme),
        "may_confirm": may.can_confirm_determination(standing, found, request.user.pk),
        "may_prepare": may.can_prepare_determination(standing, found.programme),
        "sees_all": may.can_see_determinations(standing, found.programme),
        "is_preparer": found.prepared_by_id == request.user.pk,
    }
    return render(request, "grants/determinations/determination.html", context)


def page_of(request: PortalRequest, proof: Proof) -> Page[ProofRow]:
    """The rows asked for: all of them, unless they are too many to read at once."""
    per_page = WHOLE if len(proof.rows) <= WHOLE else ROWS_OF_A_PAGE
    return Paginator(proof.rows, per_page).get_page(request.GET.get("page"))


def changed(proof: Proof, terms_now: int, at: datetime) -> Changed | None:
    """What has changed since it was prepared, as long as it waits; None when nothing has."""
    found = proof.determination
    if found.state != Determination.State.PREPARED:
        return None
    if terms_now != found.terms_id:
        return Changed((), terms=True)
    progress = progress_of(found.programme, terms=found.terms, on=local_day(at), in_order=False)
    now = reckon(found.programme, found.terms, progress, settings_of(found.terms))
    areas = changed_since(proof.outcomes, now)
    return Changed(areas, terms=False) if areas else None


def table_of(proof: Proof, page: Page[ProofRow]) -> Table:
    """Every partnership under the heading of its position; the sums are those of all pages."""
    programme = proof.determination.programme
    basis, other = bases_of(proof.reckoning, proof.other)
    headings = [
        Heading(capfirst(programme.word("partnership"))),
        Heading(_("Code")),
        Heading(_("Payment")),
        Heading(_("Offer"), number=True),
        Heading(_("Share"), number=True),
        Heading(_("Odd penny"), number=True),
        Heading(final_by(basis), number=True, phone="result"),
        Heading(final_by(other), number=True),
    ]
    counts = {group: len(members) for group, members in by_group(proof.rows)}
    groups = [
        Group([cells(row) for row in members], title=f"{group} ({counts[group]:,})")
        for group, members in by_group(list(page.object_list))
    ]
    words = {"count": f"{len(proof.rows):,}", "many": programme.words("partnership")}
    caption = gettext("All %(count)s %(many)s, by position and official code") % words
    return Table(caption, headings, groups, foot=[foot(proof)], caption_hidden=True)


def final_by(basis: str) -> str:
    """The heading of final sums, by a basis."""
    return gettext("Final, %(basis)s") % {"basis": basis[:1].lower() + basis[1:]}


def cells(row: ProofRow) -> list[object]:
    """One partnership; what its project lacked stands beneath its name."""
    outcome = row.outcome
    name = format_html('{}<span class="portal-second portal-beneath">{}</span>', row.name, capfirst(row.missing))
    return [
        name if row.missing else row.name,
        outcome.code,
        row.payment,
        exact(outcome.offer),
        exact(row.whole_share) if row.whole_share else "",
        "1p" if row.has_odd_penny else "",
        exact(outcome.final),
        exact(row.compared),
    ]


def paper_table(proof: Proof) -> Table:
    """The same for a page that is taller than wide: code and what was lacking stand under the name."""
    whole = table_of(proof, Paginator(proof.rows, len(proof.rows) or 1).page(1))
    narrow = (0, *range(3, len(whole.columns)))
    rows = iter(proof.rows)
    groups = [
        Group([[beneath(next(rows)), *(cells[at] for at in narrow[1:])] for cells in group.rows], group.title)
        for group in whole.groups
    ]
    foot = [[cells[at] for at in narrow] for cells in whole.foot]
    columns = [whole.columns[at] for at in narrow]
    columns[3] = replace(columns[3], label=_("Odd 1p"))
    return replace(whole, columns=columns, groups=groups, foot=foot)


def beneath(row: ProofRow) -> SafeString:
    """A name, and beneath it the code and what its project lacked."""
    words = ": ".join(filter(None, (row.outcome.code, row.missing)))
    return format_html('{}<br><span class="doc-second">{}</span>', row.name, words)


def foot(proof: Proof) -> list[object]:
    """The sums of all of them."""
    sums = proof.sums
    return [
        gettext("All %(count)s") % {"count": f"{len(proof.rows):,}"},
        "",
        "",
        exact(sums.offer),
        exact(sums.whole_share) if sums.whole_share else "",
        f"{sums.odd_pennies}p" if sums.odd_pennies else "",
        exact(sums.final),
        exact(sums.compared),
    ]


@require_safe
def proof_sheet(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Exactly the rows, as CSV or Excel; an address that asks for neither leads to the page."""
    found = get_object_or_404(visible_determinations(request.standing), pk=pk)
    file_format = asked_format(request)
    if file_format is None:
        return redirect("determination", pk)
    proof = proof_of(found)
    name = gettext("Proof sheet %(number)s, %(programme)s") % {"number": found.number, "programme": found.programme}
    return export_response(file_format, filename=name, columns=columns_of(proof), items=proof.rows)


def columns_of(proof: Proof) -> list[Column]:
    """What the page tells of each, in columns that can be summed."""
    programme, (basis, other) = proof.determination.programme, bases_of(proof.reckoning, proof.other)
    return [
        Column(capfirst(programme.word("partnership")), lambda row: row.name),
        Column(_("Code"), lambda row: row.outcome.code),
        Column(_("Tier"), lambda row: capfirst(programme.word(row.outcome.tier))),
        Column(capfirst(programme.word("county")), lambda row: proof.reckoning.names.get(row.outcome.locality, "")),
        Column(_("Position"), lambda row: row.group),
        Column(_("Offer was"), lambda row: STATUSES[Status(row.outcome.status)]),
        Column(_("Payment"), lambda row: row.payment),
        Column(_("Why"), lambda row: why_position(row.outcome.reason, programme)),
        Column(_("Its project lacked"), lambda row: row.missing),
        Column(_("Why this share"), lambda row: why_share(row.outcome.share_reason, programme)),
        Column(_("Offer"), lambda row: row.outcome.offer, number=True),
        Column(_("Share"), lambda row: row.whole_share, number=True),
        Column(_("Odd penny"), lambda row: row.outcome.share - row.whole_share, number=True),
        Column(final_by(basis), lambda row: row.outcome.final, number=True),
        Column(final_by(other), lambda row: row.compared, number=True),
    ]


@require_safe
def proof_sheet_pdf(request: PortalRequest, pk: int) -> HttpResponseBase:
    """The same as a tagged PDF."""
    found = get_object_or_404(visible_determinations(request.standing), pk=pk)
    proof, programme = proof_of(found), found.programme
    said = {"proof": proof, "programme": programme}
    head = Head(
        title=render_to_string("grants/determinations/headline.html", said).strip(),
        kind=gettext("Proof sheet %(number)s") % {"number": found.number},
        programme=in_full(programme),
        author=str(found.prepared_by),
        date=timezone.localdate(found.decided_at or found.prepared_at),
        facts=facts_of(found),
    )
    context = {
        **said,
        "determination": found,
        "table": paper_table(proof),
        "bases": bases_of(proof.reckoning, proof.other),
        "rules": rules_in_words(proof.reckoning.result.settings, programme),
    }
    html = document_html("grants/papers/proof.html", head, context)
    dated = found.decided_at or found.prepared_at
    return handed_out(request, html, head=head, name=in_full(programme), dated=dated) or redirect("determination", pk)


def facts_of(found: Determination) -> tuple[Fact, ...]:
    """The letterhead: who prepared and who confirmed it, by which minute."""
    words = gettext("%(who)s, %(when)s")
    facts = [
        Fact(gettext("Minute"), found.minute),
        Fact(gettext("Budget line"), found.line.name),
        Fact(gettext("Facts as they stood"), moment(found.prepared_at)),
    ]
    if found.decided_at:
        label = found.get_state_display()
        facts.append(Fact(label, words % {"who": found.decided_by, "when": moment(found.decided_at)}))
    return tuple(facts)


def exact(pounds: Decimal) -> str:
    """To the penny, always."""
    return money(pounds, exact=True)
