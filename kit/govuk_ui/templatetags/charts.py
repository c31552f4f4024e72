"""`{% chart figure %}` shows a figure of `kit.charts`: title, picture, key, and the same as a table."""

from dataclasses import replace

from django import template

from kit.charts.figure import Figure
from kit.govuk_ui.table import Heading, Table, plain_table

register = template.Library()


@register.inclusion_tag("components/figure.html")
def chart(figure: Figure, titled: bool = True, opened: bool = False) -> dict[str, object]:
    """Without `titled` the heading above says the title; with `opened` the table is open at once."""
    return {"figure": figure, "table": as_table(figure), "titled": titled, "opened": opened}


def as_table(figure: Figure) -> Table:
    """The figure's numbers for `{% table %}`; one row in words when there are none."""
    numeric = figure.table.numeric
    columns = [Heading(header, number=i in numeric) for i, header in enumerate(figure.table.headers)]
    blanks = ("",) * (len(columns) - 1)
    rows = figure.table.rows or ((figure.table.empty, *blanks),)
    return replace(plain_table(figure.title, columns, rows), caption_hidden=True)
