"""Columns and sums of simulations, on pages and in files: as things stand, simulated, and the difference."""

from collections.abc import Collection, Sequence

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from grants.forms import simulation_state as state
from grants.models import Simulation
from grants.rules.determination import Determination
from grants.selectors.eligibility import pounds
from grants.selectors.reasons import PAYMENTS, STATUSES, why_position, why_share
from grants.selectors.simulations import Change, Simulated, Ticks
from kit.govuk_ui.formats import exact, moment
from kit.govuk_ui.table import Group, Heading, Table, link, two_lines
from kit.tables.columns import Column
from kit.tables.listing import Listing
from partnerships.models import Programme
from partnerships.selectors.year_sentences import in_full
from projects.selectors.progress import Progress

PLACES = ngettext_lazy("%(count)s place", "%(count)s places", "count")
AMOUNTS = ngettext_lazy("%(count)s kind of change", "%(count)s kinds of change", "count")
MOST_NAMED = 40
MET = _("%(qualifying)s of %(counted)s, %(needed)s needed: met")
NOT_MET = _("%(qualifying)s of %(counted)s, %(needed)s needed: <b>not met</b>")
CLOSED = """
<div class="portal-tick-group" id="group-{key}">
<h3 class="govuk-heading-s" id="t{key}">{title}</h3>
<p class="portal-second" id="s{key}">{short}</p>
<p class="portal-tick-group__buttons"><button class="portal-button-link" name="do" value="open:{key}">
{show}<span class="govuk-visually-hidden"> {title}</span>
</button></p>
</div>
"""
SUBMIT = _("%(submitted)s of %(all)s submit")


def listing_of(result: Simulated, *, filename: str) -> Listing:
    """Of a download: every place, the largest difference first."""
    return Listing(_("Place by place"), PLACES, columns_of(result), result.changes, filename=filename)


def alike_listing(result: Simulated, *, downloads: bool = False) -> Listing:
    """Those who get the same stand on one line, the largest difference first; downloads are of every place."""
    columns = [
        Column(capfirst(result.now.programme.words("partnership")), lambda many: named(many, result)),
        amount(_("As things stand"), lambda many: many[0].before.final_pence),
        amount(_("Simulated"), lambda many: many[0].after.final_pence),
        amount(_("Difference for each"), lambda many: many[0].difference, is_result=True, is_signed=True),
    ]
    return Listing(_("Who gets more or less"), AMOUNTS, columns, result.alike, downloads=downloads)


def named(many: Sequence[Change], result: Simulated) -> str:
    """Who they are; of very many, how many more."""
    areas = ", ".join(result.called(one.progress) for one in many[:MOST_NAMED])
    more = len(many) - MOST_NAMED
    words = ngettext("%(areas)s and one other", "%(areas)s and %(more)s others", max(more, 1))
    return words % {"areas": areas, "more": more} if more > 0 else areas


def columns_of(result: Simulated) -> list[Column]:
    """Of a download."""
    programme = result.now.programme
    words = {tier: capfirst(programme.word(tier)) for tier in ("metropolitan", "unitary", "county", "district")}
    return [
        Column(capfirst(programme.word("partnership")), lambda one: result.called(one.progress)),
        Column(_("Code"), lambda one: one.progress.code),
        Column(_("Tier"), lambda one: words[one.progress.tier]),
        Column(capfirst(programme.word("county")), lambda one: one.county),
        amount(_("As things stand"), lambda one: one.before.final_pence),
        amount(_("Simulated"), lambda one: one.after.final_pence),
        amount(_("Difference"), lambda one: one.difference, is_result=True, is_signed=True),
        Column(_("Offer then"), lambda one: STATUSES[one.after.position.status]),
        Column(_("Payment then"), lambda one: PAYMENTS[one.after.position.payment]),
        Column(_("Why"), lambda one: why_position(one.after.position.reason, programme)),
        Column(
            _("Why this share"),
            lambda one: why_share(result.after.why_share(one.after), programme),
        ),
    ]


def amount(label: object, pence: object, *, is_result: bool = False, is_signed: bool = False) -> Column:
    """A column of pence: pounds in files, money to the penny on the page."""
    write = signed if is_signed else exact
    return Column(
        label,  # type: ignore[arg-type]
        lambda one: pounds(pence(one)),  # type: ignore[operator]
        number=True,
        phone="result" if is_result else "working",
        cell=lambda one: write(pence(one)),  # type: ignore[operator]
    )


def sums_of(result: Simulated) -> Table:
    """Where every pound of the offers is, as things stand and simulated; the last line is all of them."""
    headings = [
        Heading(_("In all")),
        Heading(_("As things stand"), number=True),
        Heading(_("Simulated"), number=True),
        Heading(_("Difference"), number=True, phone="result"),
    ]
    before, after = sums_in(result.before), sums_in(result.after)
    rows = [(label, exact(before[label]), exact(will), signed(will - before[label])) for label, will in after.items()]
    offered, then = result.before.offered_pence, result.after.offered_pence
    foot = [(gettext("Offered"), exact(offered), exact(then), signed(then - offered))]
    return Table(_("Where the money is"), headings, [Group(rows)], foot=foot, caption_hidden=True, small=True)


def sums_in(result: Determination) -> dict[str, int]:
    """What goes out and what stays: together the sum of the offers, in pence."""
    return {
        gettext("Goes out"): result.awarded_pence,
        gettext("Withheld or undistributed"): result.undistributed_pence,
    }


def title_of_file(programme: Programme, name: str) -> str:
    """A download's name."""
    return gettext("%(name)s, %(programme)s") % {"name": name, "programme": in_full(programme)}


def signed(pence: int) -> str:
    """With a plus or a minus, so that gains and losses are told apart without colour."""
    return f"+{exact(pence)}" if pence > 0 else exact(pence)


def simulation_link(simulation: Simulation) -> str:
    """Its page; beneath it whether the steering group may read it."""
    found = link(reverse("simulation", args=[simulation.pk]), simulation.name)
    return two_lines(found, gettext("Shown to the steering group") if simulation.is_shown else "")


def saved_by(simulation: Simulation) -> str:
    """Who and when."""
    return gettext("%(who)s, %(when)s") % {"who": simulation.made_by.name, "when": moment(simulation.made_at)}


def compare_box(simulation: Simulation, ticked: Collection[str]) -> str:
    """A tick that chooses it for comparing."""
    box = '<input class="portal-tick" type="checkbox" name="with" value="{}" aria-label="{}"{}>'
    label = gettext("Compare %(name)s") % {"name": simulation.name}
    return format_html(box, simulation.pk, label, mark_safe(" checked") if str(simulation.pk) in ticked else "")


def in_short(group: state.Group) -> SafeString:
    """A line about a group: its condition with these ticks, or how many of it submit. Numbers alone are put in."""
    decision = group.decision
    if decision is None:
        return mark_safe(SUBMIT % {"submitted": group.submitted, "all": group.number})
    numbers = {"qualifying": decision.qualifying, "counted": decision.counted, "needed": decision.needed}
    return mark_safe((MET if decision.met else NOT_MET) % numbers)


def closed(group: state.Group) -> SafeString:
    """A group whose ticks are not shown: its name, a line about it, and a button that shows them."""
    return format_html(CLOSED, key=group.key, title=group.title, short=in_short(group), show=gettext("Show"))


def tick_rows(rows: Sequence[Progress], ticks: Ticks, programme: Programme, *, is_county: bool) -> SafeString:
    """A row for each with its ticks, named for who hears them."""

    def cells(pk: int, area: str) -> tuple[str, str, str]:
        submits = tick("submits", pk, gettext("%(area)s submits") % {"area": area}, pk in ticks.submitted)
        shares = tick("shares", pk, gettext("%(area)s shares") % {"area": area}, pk in ticks.shared)
        return area, submits, shares if is_county else ""

    drawn = (cells(row.pk, programme.called(row.area, row.tier)) for row in rows)
    return format_html_join("\n", '<tr><th scope="row">{}</th>{}{}</tr>', drawn)


def tick(field: str, pk: int, words: str, is_ticked: bool) -> SafeString:
    """One cell."""
    cell = '<td><input type="checkbox" name="{}" value="{}" aria-label="{}"{}></td>'
    return format_html(cell, field, pk, words, mark_safe(" checked") if is_ticked else "")
