"""What document templates need beyond Django's own."""

from dataclasses import replace

from django import template

from kit.charts.figure import Table

register = template.Library()
MOST_COLUMNS = 8


@register.filter
def upright(table: Table) -> Table:
    """The table for a page that is taller than wide: one of more than eight columns is turned, rows for columns."""
    if len(table.headers) <= MOST_COLUMNS or not table.rows or len(table.rows) >= len(table.headers):
        return table
    corner, *names = table.headers
    headers = (corner, *(row[0] for row in table.rows))
    cells = zip(*(row[1:] for row in table.rows), strict=True)
    rows = tuple((name, *values) for name, values in zip(names, cells, strict=True))
    return replace(table, headers=headers, rows=rows, numeric=tuple(range(1, len(headers))) if table.numeric else ())
