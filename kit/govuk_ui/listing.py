"""A page of a list as data, for `{% list_page %}`; `kit.tables.listing` makes one from rows and columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page

from kit.govuk_ui.table import Table


@dataclass(frozen=True)
class ListPage:
    """The rows of one page as a table; how many there are on all pages, in words; the formats they can be had in."""

    table: Table
    page: Page[Any]
    counted: str  # "112 partnerships"
    formats: Sequence[tuple[str, str]] = ()  # what `?format=` asks for, and its name

    @property
    def first(self) -> str:
        """The place of the first row shown among all, `1,001`."""
        return f"{self.page.start_index():,}"

    @property
    def last(self) -> str:
        return f"{self.page.end_index():,}"
