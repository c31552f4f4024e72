"""What the entries of the ledger are narrowed by."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.filters import Choice, Filters
from ledger.models import BudgetLine, Entry


class EntryFilters(Filters):
    """One of the lines, and one of the accounts."""

    def __init__(self, request: HttpRequest, lines: Iterable[BudgetLine]) -> None:
        super().__init__(
            request,
            Choice("line", _("Line"), [(str(line.pk), line.name) for line in lines]),
            Choice("account", _("Account"), Entry.Account.choices),
        )

    def narrow(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Those that fit."""
        wanted = {name: self.given(name) for name in ("line", "account")}
        return entries.filter(**{name: value for name, value in wanted.items() if value})
