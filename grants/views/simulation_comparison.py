"""Two or three simulations side by side: by partnership, in sums, in rules and in counties; and as files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from grants.forms.simulations import CompareForm
from grants.models import Simulation
from grants.permissions.eligibility import can_see_simulations, can_simulate
from grants.selectors.eligibility import Eligibility
from grants.selectors.simulation_rules import rules_apart
from grants.selectors.simulations import Change, Simulated, result_of, simulations_in
from grants.views.simulation_tables import PLACES, amount, exact, named, signed, sums_in, title_of_file
from grants.views.simulation_work import live_region
from grants.views.simulations import listed
from kit.govuk_ui.table import Group, Heading, Table
from kit.tables.columns import Column
from kit.tables.listing import Listing, export_of, list_page
from partnerships.http import PortalRequest
from projects.selectors.progress import Progress

OUTCOMES = ngettext_lazy("%(count)s outcome", "%(count)s outcomes", "count")
LETTERS, LONGEST_HEADING = "ABC", 22  # on one line of a phone, beside an amount


@dataclass(frozen=True)
class Beside:
    """One partnership: what it gets as things stand and in each simulation, in pence."""

    change: Change
    finals: tuple[int, ...]

    @property
    def progress(self) -> Progress:
        """Itself."""
        return self.change.progress

    @property
    def county(self) -> str:
        """The area of its county."""
        return self.change.county

    @property
    def difference(self) -> int:
        """Of two, the second less the first; of three, the most less the least."""
        least, most = min(self.finals), max(self.finals)
        return self.finals[1] - self.finals[0] if len(self.finals) == 2 else most - least  # noqa: PLR2004


@dataclass(frozen=True)
class Comparison:
    """The chosen simulations with their results, in one order."""

    simulations: Sequence[Simulation]
    results: Sequence[Simulated]

    @cached_property
    def rows(self) -> list[Beside]:
        """Those furthest apart first."""
        finals = [{one.progress.pk: one.after.final_pence for one in result.changes} for result in self.results]
        rows = [Beside(one, tuple(final[one.progress.pk] for final in finals)) for one in self.results[0].changes]
        return sorted(rows, key=lambda row: (-abs(row.difference), row.progress.area))

    @cached_property
    def alike(self) -> list[list[Beside]]:
        """Those who get the same in each, together; in the order of the rows."""
        found: dict[tuple[int, ...], list[Beside]] = {}
        for row in self.rows:
            found.setdefault((row.change.before.final_pence, *row.finals), []).append(row)
        return list(found.values())

    @property
    def of_two(self) -> bool:
        """Whether the difference has a direction."""
        return len(self.results) == 2  # noqa: PLR2004

    @property
    def lettered(self) -> list[tuple[str, Simulation, Simulated]]:
        """Each under its letter, by which headings name it, with its result."""
        return list(zip(LETTERS, self.simulations, self.results, strict=False))

    @property
    def headings(self) -> list[str]:
        """Letter and name, as much of it as a heading bears; the page begins with them in full."""
        names = shortened([one.name for one in self.simulations])
        return [f"{letter}. {name}" for letter, name in zip(LETTERS, names, strict=False)]

    @property
    def difference_label(self) -> str:
        """What the last column says."""
        return gettext("B less A") if self.of_two else gettext("Most less least")

    @cached_property
    def turns(self) -> list["Turn"]:
        """Counties whose condition is met in some of them and not in others."""
        areas = {row.progress.pk: row.progress.area for row in self.rows}
        met = {pk: [result.then.by_county[pk].met for result in self.results] for pk in self.results[0].then.by_county}
        return [
            Turn(areas[pk], self.named(found, True), self.named(found, False))
            for pk, found in met.items()
            if len(set(found)) > 1
        ]

    def named(self, found: Sequence[bool], wanted: bool) -> str:
        """The letters of those simulations of which it is so."""
        pairs = zip(LETTERS, found, strict=False)
        return ", ".join(letter for letter, is_met in pairs if is_met is wanted)


def shortened(names: Sequence[str]) -> list[str]:
    """Their beginnings; their ends, in whole words, where they begin too much alike."""
    halves = {name[: LONGEST_HEADING // 2] for name in names}
    if len(halves) == len(names):
        return [Truncator(name).chars(LONGEST_HEADING) for name in names]
    return [end_of(name) for name in names]


def end_of(name: str) -> str:
    """As many of its last words as a heading bears; of a longer word its last letters."""
    if len(name) <= LONGEST_HEADING:
        return name
    end = name[-LONGEST_HEADING:]
    _cut, space, words = end.partition(" ")
    return f"…{words if space and words else end[1:]}"


@dataclass(frozen=True)
class Turn:
    """A county, and the letters of the simulations in which it meets and fails its condition."""

    area: str
    met_in: str
    failed_in: str


@require_safe
def compare_simulations(request: PortalRequest) -> HttpResponseBase:
    """`?with=1&with=2`, of those one may see; anything else is the list with what is wrong."""
    programme = request.standing.programme
    if programme is None or not can_see_simulations(request.standing, programme):
        raise Http404
    form = CompareForm(request.GET, simulations=simulations_in(request.standing, programme))
    live = live_region(programme) if form.is_valid() else None
    if live is None:
        return listed(request, programme, form)
    comparison = compared(form.chosen, live)
    names = ", ".join(one.name for one in comparison.simulations)
    filename = title_of_file(programme, names)
    places = Listing(_("Place by place"), PLACES, columns_of(comparison), comparison.rows, filename=filename)
    if export := export_of(request, places):
        return export
    listing = Listing(_("Who gets what"), OUTCOMES, columns_of_alike(comparison), comparison.alike)
    context = {
        "programme": programme,
        "comparison": comparison,
        "sums": sums_of(comparison),
        "rules": rules_table(comparison, live),
        "listing": list_page(request, listing),
        "may_simulate": can_simulate(request.standing, programme),
    }
    return render(request, "grants/simulations/compare.html", context)


def compared(simulations: Sequence[Simulation], live: Eligibility) -> Comparison:
    """Each reckoned on the facts of today."""
    return Comparison(simulations, [result_of(one, live) for one in simulations])


def columns_of(comparison: Comparison) -> list[Column]:
    """Of a download: every place in full."""
    result = comparison.results[0]
    programme = result.now.programme
    in_full = [f"{letter}. {one.name}" for letter, one, _result in comparison.lettered]
    return [
        Column(capfirst(programme.word("partnership")), lambda row: result.called(row.progress)),
        Column(_("Code"), lambda row: row.progress.code),
        Column(capfirst(programme.word("county")), lambda row: row.county),
        *amounts_of(comparison, in_full, lambda row: row),
    ]


def columns_of_alike(comparison: Comparison) -> list[Column]:
    """Of the page: those who get the same stand on one line."""
    result = comparison.results[0]
    many_of_them = capfirst(result.now.programme.words("partnership"))
    return [
        Column(many_of_them, lambda many: named([row.change for row in many], result)),
        *amounts_of(comparison, comparison.headings, lambda many: many[0]),
    ]


def amounts_of(comparison: Comparison, headings: Sequence[str], of: Callable[[Any], Beside]) -> list[Column]:
    """As things stand, what each of the simulations comes to, and how far apart they are; `of` an item of the list."""

    def final(number: int, label: str) -> Column:
        return amount(label, lambda item: of(item).finals[number])

    return [
        amount(_("As things stand"), lambda item: of(item).change.before.final_pence),
        *(final(number, heading) for number, heading in enumerate(headings)),
        amount(
            comparison.difference_label,
            lambda item: of(item).difference,
            is_result=True,
            is_signed=comparison.of_two,
        ),
    ]


def sums_of(comparison: Comparison) -> Table:
    """Where every pound of the offers is in each."""
    headings = [Heading(_("In all")), Heading(_("As things stand"), number=True)]
    headings += [Heading(name, number=True) for name in comparison.headings]
    headings.append(Heading(comparison.difference_label, number=True, phone="result"))
    before = sums_in(comparison.results[0].before)
    after = [sums_in(result.after) for result in comparison.results]
    rows = [sums_row(comparison, label, [before[label], *(one[label] for one in after)]) for label in before]
    offered = [comparison.results[0].before.offered_pence, *(one.after.offered_pence for one in comparison.results)]
    foot = [sums_row(comparison, gettext("Offered"), offered)]
    return Table(_("Where the money is"), headings, [Group(rows)], foot=foot, caption_hidden=True)


def sums_row(comparison: Comparison, label: str, pence: Sequence[int]) -> tuple[str, ...]:
    """As things stand, each simulation, and how far apart those are."""
    simulated = pence[1:]
    apart = simulated[1] - simulated[0] if comparison.of_two else max(simulated) - min(simulated)
    return (label, *map(exact, pence), signed(apart) if comparison.of_two else exact(apart))


def rules_table(comparison: Comparison, live: Eligibility) -> Table | None:
    """The offers and choices that are not the year's; None when all are."""
    apart = rules_apart(live, comparison.results, live.programme)
    headings = [Heading(_("Rule")), Heading(_("This year"))]
    headings += [Heading(name) for name in comparison.headings]
    rows = [(one.name, one.year, *one.simulated) for one in apart]
    return Table(_("Offers and rules that differ"), headings, [Group(rows)], caption_hidden=True) if rows else None
