"""The sections and whole pages of the style page, each with what it is filled with."""

from collections.abc import Callable
from dataclasses import dataclass

from kit.govuk_ui.style import charts, facts, finding, forms, frames, identity, tasks

Context = Callable[[], dict[str, object]]


@dataclass(frozen=True)
class Entry:
    """One address of the style page."""

    key: str
    title: str
    says: str
    template: str
    context: Context = dict


def by_key(*entries: Entry) -> dict[str, Entry]:
    return {entry.key: entry for entry in entries}


SECTIONS = by_key(
    Entry("identity", "Colours and type", "Colours, sizes of type, buttons", "style/identity.html", identity.context),
    Entry(
        "finding",
        "Finding one’s way",
        "Breadcrumbs, back link, pagination, tabs, filters, choices",
        "style/finding.html",
        finding.context,
    ),
    Entry("messages", "Messages", "Banners, warnings, insets, details, empty states, progress", "style/messages.html"),
    Entry("facts", "Facts", "Summary lists, tables, key figures, lines", "style/facts.html", facts.context),
    Entry("forms", "Forms", "Every field in each state, errors, answers once more", "style/forms.html", forms.context),
    Entry("tasks", "Tasks and states", "Task list, tags, states, path of the year", "style/tasks.html", tasks.context),
    Entry("charts", "Pictures", "Every chart in each state, with its table", "style/charts.html", charts.context),
)

SAMPLES = by_key(
    Entry("wide", "Wide layout", "A role’s home", "style/pages/wide.html", frames.home),
    Entry("two-thirds", "Two thirds layout", "Text beside a note", "style/pages/two_thirds.html"),
    Entry("with-sidebar", "List with filters", "Filters beside a list", "style/pages/sidebar.html", frames.narrowed),
    Entry("empty-list", "Empty list", "Filters that leave nothing", "style/pages/empty_list.html"),
    Entry("confirm", "Confirm page", "Before what cannot be undone", "style/pages/confirm.html", frames.question),
    Entry("frame", "Header and footer", "Several roles, search, languages", "style/pages/frame.html", frames.header),
    Entry("with-errors", "Page with errors", "How a title says it", "style/pages/with_errors.html", frames.errors),
    Entry("403", "403", "Not for this role", "403.html"),
    Entry("403-csrf", "403, form out of date", "An old form", "403_csrf.html"),
    Entry("404", "404", "Not found", "404.html"),
    Entry("500", "500", "Something went wrong", "500.html"),
    Entry("maintenance", "Maintenance", "The portal is being worked on", "maintenance.html"),
)
