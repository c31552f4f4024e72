"""What the page of an import shows: its problems, or its rows by outcome, in pages of fifty."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.formats import long_date
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_page
from partnerships.forms.imports import LABELS
from partnerships.http import PortalRequest
from partnerships.models import FileImport, ImportRow, Partnership, Programme, Role
from partnerships.models.role import DEPUTY as DEPUTY_TITLE
from partnerships.rules.imports.people import DEPUTY
from partnerships.rules.imports.planning import ImportProblem
from partnerships.services.imports.sentences import sentence

Outcome = ImportRow.Outcome
SHOWN: Mapping[str, Any] = {
    Outcome.NEW: _("New"),
    Outcome.CHANGED: _("Changed"),
    Outcome.SAME: _("Already as in the file"),
}
DAYS = ("from", "until", "consent_date")  # kept as ISO 8601
ARROW = " → "
MOST_DOUBTS = 50
LINE = Column(_("Line"), lambda each: each.line, number=True)


def page_of(request: PortalRequest, file_import: FileImport) -> dict[str, Any]:
    """Context for the page of an import that is not waiting for its columns."""
    file_import.refresh_from_db(fields=["problems", "doubts"])
    context: dict[str, Any] = {"import": file_import, "programme": file_import.programme, "unused": unused(file_import)}
    if file_import.state == FileImport.State.REFUSED:
        context["listing"] = list_page(request, problems_of(file_import))
    elif file_import.state in {FileImport.State.READY, FileImport.State.APPLIED}:
        chosen = chosen_outcome(request, file_import)
        context |= {"outcomes": outcomes(file_import, chosen), "chosen": chosen}
        context["listing"] = list_page(request, rows_of(file_import, chosen))
        shown = [ImportProblem(**each) for each in file_import.doubts[:MOST_DOUBTS]]
        context["doubts"] = [sentence(each, file_import.programme) for each in shown]
        context["more_doubts"] = len(file_import.doubts) - len(shown)
    return context


def unused(file_import: FileImport) -> list[str]:
    """Headings of the file that are none of ours."""
    used = set(file_import.matching.values())
    return [heading for at, heading in enumerate(file_import.headings) if at not in used and heading.strip()]


def problems_of(file_import: FileImport) -> Listing:
    """Every problem: where it stands, and what to correct."""
    programme = file_import.programme
    return Listing(
        caption=_("Problems"),
        counted=ngettext_lazy("%(count)s problem", "%(count)s problems", "count"),
        columns=[
            Column(_("Where"), lambda each: _where(each["line"])),
            Column(_("Column"), lambda each: each["column"] or "–"),
            Column(_("What to correct"), lambda each: "", cell=lambda each: _without_line(each, programme)),
        ],
        items=file_import.problems,
        downloads=False,
    )


def _where(line: int | None) -> str:
    return gettext("Line {line}").format(line=f"{line:,}") if line else gettext("The whole file")


def _without_line(each: Mapping[str, Any], programme: Programme) -> str:
    """The sentence alone: its line stands beside it."""
    said = sentence(ImportProblem(**{**each, "line": None}), programme)
    return SafeString(said[:1].upper() + said[1:])


def chosen_outcome(request: PortalRequest, file_import: FileImport) -> str:
    """The list that the address asks for, else the first that has rows."""
    asked = request.GET.get("show", "")
    if asked in SHOWN:
        return asked
    return next((str(key.value) for key in Outcome if file_import.counts.get(key.value)), Outcome.SAME.value)


def outcomes(file_import: FileImport, chosen: str) -> list[dict[str, Any]]:
    """The lists that there are, for a row of links."""
    return [
        {
            "label": label,
            "count": file_import.counts.get(key, 0),
            "url": f"{reverse('import', args=[file_import.pk])}?show={key}#rows",
            "is_chosen": key == chosen,
        }
        for key, label in SHOWN.items()
    ]


def rows_of(file_import: FileImport, outcome: str) -> Listing:
    """The rows of one outcome, in the order of the file."""
    programme = file_import.programme
    labels = {key: str(label) for key, label in LABELS.items()}  # translated once for all rows
    cells: dict[str, Callable[[Any], object]] = {
        Outcome.NEW: lambda row: values_cell(row, programme, labels),
        Outcome.CHANGED: lambda row: changes_cell(row, programme, labels),
    }
    heading = _("What changes") if outcome == Outcome.CHANGED else _("What the file says")
    more = [Column(heading, lambda row: "", cell=cells[outcome])] if outcome in cells else []
    return Listing(
        caption=SHOWN[outcome],
        counted=ngettext_lazy("%(count)s row", "%(count)s rows", "count"),
        columns=[Column(_("Name"), lambda row: row.label), *more, LINE],
        items=file_import.rows.filter(outcome=outcome).order_by("line", "pk"),
        downloads=False,
    )


def values_cell(row: ImportRow, programme: Programme, labels: Mapping[str, str]) -> SafeString:
    """Everything a new row says, but its name once more."""
    said = ((key, value) for key, value in row.values.items() if value != row.label)
    facts = ", ".join(f"{labels.get(key, key)}: {said_of(key, value, programme)}" for key, value in said)
    return format_html("<span>{}</span>", facts)  # one thing, where a phone sets cells out in columns


def changes_cell(row: ImportRow, programme: Programme, labels: Mapping[str, str]) -> SafeString:
    """Each field, before and after, on its own line."""
    lines = [
        format_html(
            "{}: {}{}<b>{}</b>",
            labels.get(key, key),
            said_of(key, before, programme),
            ARROW,
            said_of(key, after, programme),
        )
        for key, before, after in row.changes
    ]
    return format_html("<span>{}</span>", format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines)))


def said_of(key: str, value: Any, programme: Programme) -> str:
    """A value as people say it."""
    if value in ("", None, []):
        return gettext("nothing")
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list):
        return ", ".join(value)
    if key == "tier" and value in Partnership.Tier:
        return programme.word(value)
    if key == "role":
        return str(DEPUTY_TITLE if value == DEPUTY else Role.Kind(value).label)
    if key in DAYS:
        return long_date(date.fromisoformat(value))
    return f"{value:,}" if isinstance(value, int) else str(value)
