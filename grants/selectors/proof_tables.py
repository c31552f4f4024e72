"""The tables of a proof sheet: on the screen, on paper, and as files."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.selectors.proof import Proof, by_group
from grants.selectors.proof_rows import ProofRow
from grants.selectors.reasons import STATUSES, Status, why_position, why_share
from grants.selectors.reckoning import bases_of
from kit.govuk_ui.formats import exact, unbroken
from kit.govuk_ui.table import Group, Heading, Table, two_lines
from kit.tables.columns import Column

Cell = TypeVar("Cell")


def table_of(proof: Proof, page: Page[ProofRow]) -> Table:
    """Every partnership under the heading of its position; the sums are those of all pages."""
    programme, shown, counts = proof.determination.programme, columns_shown(proof), proof.recount.counts
    groups = [
        Group([picked(cells(proof, row), shown) for row in rows], title=f"{heading} ({counts[rows[0].group]:,})")
        for heading, rows in by_group(proof, list(page.object_list))
    ]
    words = {"count": f"{len(proof.rows):,}", "many": programme.words("partnership")}
    caption = gettext("All %(count)s %(many)s, by position and official code") % words
    return Table(
        caption, picked(headings(proof), shown), groups, foot=[picked(foot(proof), shown)], caption_hidden=True
    )


def columns_shown(proof: Proof) -> Sequence[int]:
    """Places of the columns that tell something: without a pot there is neither a share nor another basis."""
    return range(8) if proof.reckoning.pot else (0, 1, 2, 3, 6)


def headings(proof: Proof) -> list[Heading]:
    """Of all columns."""
    basis, other = bases_of(proof.reckoning, proof.other)
    final = final_by(basis) if proof.reckoning.pot else gettext("Final")
    return [
        Heading(capfirst(proof.determination.programme.word("partnership"))),
        Heading(_("Code")),
        Heading(_("Payment")),
        Heading(_("Offer"), number=True),
        Heading(_("Share"), number=True),
        Heading(_("Odd penny"), number=True),
        Heading(final, number=True, phone="result"),
        Heading(final_by(other), number=True),
    ]


def picked(cells: Sequence[Cell], shown: Sequence[int]) -> list[Cell]:
    """Those in these places."""
    return [cells[place] for place in shown]


def final_by(basis: str) -> str:
    """The heading of final sums, by a basis."""
    return gettext("Final, %(basis)s") % {"basis": basis[:1].lower() + basis[1:]}


def cells(proof: Proof, row: ProofRow) -> list[object]:
    """One partnership; what its project lacked stands beneath its name."""
    outcome = row.outcome
    return [
        two_lines(proof.name_of(row), capfirst(row.missing)),
        outcome.code,
        unbroken(row.payment),
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
        Group([[beneath(proof, next(rows)), *(cells[at] for at in narrow[1:])] for cells in group.rows], group.title)
        for group in whole.groups
    ]
    foot = [[cells[at] for at in narrow] for cells in whole.foot]
    columns = [whole.columns[at] for at in narrow]
    if proof.reckoning.pot:
        columns[3] = replace(columns[3], label=_("Odd 1p"))
    return replace(whole, columns=columns, groups=groups, foot=foot)


def beneath(proof: Proof, row: ProofRow) -> SafeString:
    """A name, and beneath it the code and what its project lacked."""
    words = ": ".join(filter(None, (row.outcome.code, row.missing)))
    return format_html('{}<br><span class="doc-second">{}</span>', proof.name_of(row), words)


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


def columns_of(proof: Proof) -> list[Column]:
    """What the page tells of each, in columns that can be summed."""
    programme, (basis, other) = proof.determination.programme, map(final_by, bases_of(proof.reckoning, proof.other))
    return [
        Column(capfirst(programme.word("partnership")), proof.name_of),
        Column(_("Code"), lambda row: row.outcome.code),
        Column(_("Tier"), lambda row: capfirst(programme.word(row.outcome.tier))),
        Column(capfirst(programme.word("county")), lambda row: proof.reckoning.names.get(row.outcome.locality, "")),
        Column(_("Position"), proof.heading_of),
        Column(_("Offer was"), lambda row: STATUSES[Status(row.outcome.status)]),
        Column(_("Payment"), lambda row: row.payment),
        Column(_("Why"), lambda row: why_position(row.outcome.reason, programme)),
        Column(_("Its project lacked"), lambda row: row.lacked),
        Column(_("Why this share"), lambda row: why_share(row.outcome.share_reason, programme)),
        Column(_("Offer"), lambda row: row.outcome.offer, number=True),
        Column(_("Share"), lambda row: row.whole_share, number=True),
        Column(_("Odd penny"), lambda row: row.outcome.share - row.whole_share, number=True),
        Column(gettext("%(sums)s: the rule") % {"sums": basis}, lambda row: row.outcome.final, number=True),
        Column(gettext("%(sums)s: to compare") % {"sums": other}, lambda row: row.compared, number=True),
    ]
