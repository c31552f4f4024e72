"""The portal's components as tags; loaded in every template. Each is shown in each state on the style page."""

from collections.abc import Iterable
from typing import Any, cast

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from kit.govuk_ui.heat import HeatTable
from kit.govuk_ui.listing import ListPage
from kit.govuk_ui.table import Table

register = template.Library()


def component(name: str, **context: object) -> SafeString:
    """A template of templates/components, filled."""
    return SafeString(render_to_string(f"components/{name}.html", context))


def trimmed(content: str) -> SafeString:
    """What stands between two tags, which is rendered already, without the space around it."""
    return SafeString(content.strip())


# --- Finding one's way ------------------------------------------------------------------------------------------------
@register.simple_block_tag
def breadcrumbs(content: str, label: str = "") -> SafeString:
    """Holds `{% crumb %}`s; the page itself is not among them. `label` tells two on one page apart."""
    return component("breadcrumbs", crumbs=content, label=label)


@register.simple_tag
def crumb(label: str, url: str) -> SafeString:
    return format_html(
        '<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="{}">{}</a></li>', url, label
    )


@register.inclusion_tag("components/back_link.html")
def back_link(url: str, label: str = "") -> dict[str, str]:
    return {"url": url, "label": label}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], label: str = "") -> dict[str, object]:
    """Previous, numbers near this page, Next; keeps the rest of the address. Nothing when there is one page."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "label": label, "request": context["request"]}


# --- Saying the news --------------------------------------------------------------------------------------------------
@register.inclusion_tag("components/title.html")
def page_title(title: str, caption: str = "", lead: str = "") -> dict[str, str]:
    """The h1 says the news; the caption above it where we are; the lead under it what follows."""
    return {"title": title, "caption": caption, "lead": lead}


@register.simple_block_tag
def notification_banner(
    content: str, title: str = "", kind: str = "", key: str = "notice", quiet: bool = False
) -> SafeString:
    """Kinds: none (important), `success`, `alert`; `key` keeps ids apart; `quiet` does not take the focus."""
    return component("notification_banner", content=content, title=title, kind=kind, key=key, quiet=quiet)


@register.simple_block_tag
def inset(content: str, kind: str = "") -> SafeString:
    """A remark set in; kind `alert` when it stands in the way."""
    return component("inset", content=content, kind=kind)


@register.simple_block_tag
def warning_text(content: str) -> SafeString:
    return component("warning_text", content=content)


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    """What is not there yet, and as content what to do about it."""
    return component("empty_state", content=content, title=title)


# --- Dividing a page --------------------------------------------------------------------------------------------------
@register.simple_block_tag
def panel(content: str, title: str, note: str = "", kind: str = "", key: str = "") -> SafeString:
    """A section under a deep rule; kind `alert` when something is wrong; `note` stands right of the heading."""
    return component("panel", content=content, title=title, note=note, kind=kind, key=key or slugify(title))


@register.simple_block_tag
def details(content: str, summary: str, opened: bool = False) -> SafeString:
    return component("details", content=content, summary=summary, opened=opened)


def tab_labels(context: Context) -> list[tuple[str, str]]:
    """Keys and labels of the tabs met so far: the inner tags are rendered before the outer one."""
    return cast("list[tuple[str, str]]", context.render_context.setdefault("tab labels", []))


@register.simple_block_tag(takes_context=True)
def tab(context: Context, content: str, label: str, key: str = "") -> SafeString:
    """One of several views of the same thing, inside `{% tabs %}`."""
    labels = tab_labels(context)
    key = key or slugify(label)
    labels.append((key, label))
    return component("tab", content=content, key=key, first=len(labels) == 1)


@register.simple_block_tag(takes_context=True)
def tabs(context: Context, content: str, title: str) -> SafeString:
    """Without a script: a list of links, and every view one under the other."""
    labels = tab_labels(context)
    context.render_context["tab labels"] = []
    return component("tabs", content=content, labels=labels, title=title)


@register.simple_block_tag(takes_context=True)
def filter_panel(context: Context, content: str, clear_url: str = "", chosen: bool = False) -> SafeString:
    """A GET form beside a list; on a phone it starts folded unless something is `chosen`."""
    request = context.get("request")
    path = request.path if request else ""
    return component("filter_panel", content=content, clear_url=clear_url or path, path=path, chosen=chosen)


@register.inclusion_tag("components/chosen_filters.html")
def chosen_filters(chosen: Iterable[tuple[str, str]]) -> dict[str, object]:
    """What the list is narrowed to: pairs of words and the address without it."""
    return {"chosen": chosen}


@register.simple_block_tag(takes_context=True)
def list_page(context: Context, content: str, listing: ListPage, empty: str) -> SafeString:
    """A list with its count, downloads and pages; with no rows the words `empty` and, as content, what to do then."""
    given = {"listing": listing, "empty": empty, "content": content, "request": context["request"]}
    # Not `component`: the links of downloads and pages are made from the request that a new context keeps.
    return get_template("components/list_page.html").template.render(context.new(given))  # type: ignore[attr-defined]


# --- Things and their facts -------------------------------------------------------------------------------------------
@register.simple_block_tag
def summary_list(content: str) -> SafeString:
    return component("summary_list", content=content)


@register.simple_block_tag
def summary_row(content: str, key: str, url: str = "", action: str = "") -> SafeString:
    """A fact with its name, and with a link to change it when there is a `url`; empty content says so."""
    said = trimmed(content)
    if said and not url:  # as most are, a dozen on a page: what the template says of them
        return format_html(FACT, key, said)
    return component("summary_row", content=said, key=key, url=url, action=action)


FACT = (
    '<div class="govuk-summary-list__row govuk-summary-list__row--no-actions">\n'
    '<dt class="govuk-summary-list__key">{}</dt>\n<dd class="govuk-summary-list__value">\n{}\n</dd>\n</div>'
)


@register.simple_block_tag
def key_figures(content: str) -> SafeString:
    return format_html('<dl class="portal-figures">{}</dl>', content)


@register.inclusion_tag("components/key_figure.html")
def key_figure(number: object, label: str, note: str = "") -> dict[str, object]:
    return {"number": number, "label": label, "note": note}


@register.inclusion_tag("components/table.html")
def table(table: Table) -> dict[str, Table]:
    return {"table": table}


@register.inclusion_tag("components/heat_table.html")
def heat_table(heat: HeatTable) -> dict[str, HeatTable]:
    return {"heat": heat}


# --- Things to do -----------------------------------------------------------------------------------------------------
@register.simple_block_tag
def task_list(content: str) -> SafeString:
    return format_html('<ol class="portal-tasks">{}</ol>', content)


@register.simple_block_tag
def task(content: str, title: str, url: str = "", status: str = "", kind: str = "plain") -> SafeString:
    """Kinds: `plain` (done), `now` (do this next), `waiting` (for somebody), `later`. Content: the second line."""
    return component("task", content=trimmed(content), title=title, url=url, status=status, kind=kind)


@register.simple_tag
def status_tag(label: str, kind: str = "") -> SafeString:
    """Kinds: none (pale), `now`, `done`, `plain`, `later`."""
    modifier = f" portal-tag--{kind}" if kind else ""
    return format_html('<strong class="portal-tag{}">{}</strong>', modifier, label)


@register.simple_block_tag
def needs_you(content: str, title: str, url: str = "", kind: str = "") -> SafeString:
    """An item of `<ul class="portal-list">`: what to do, and as content by when, why and how long it takes."""
    return component("needs_you", content=trimmed(content), title=title, url=url, kind=kind)
