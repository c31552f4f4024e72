"""The same few questions several times over; rows are added and removed by buttons that need no script."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class FormSet(forms.BaseFormSet):
    """Use with `formset_factory(RowForm, formset=FormSet, extra=1)`, or subclass to set `row_name` and `add_label`.

    A view does `formset = PartnersFormSet(request.POST); if formset.rows_asked_for(): show it again`: what was typed
    stays, nothing is checked yet, nothing is stored.
    """

    row_name: "StrOrPromise" = ""
    add_label: "StrOrPromise" = ""
    default_error_messages = {
        "missing_management_form": _("Part of the page did not arrive. Check your answers and send again"),
        "too_many_forms": ngettext_lazy("There can be at most %(num)d", "There can be at most %(num)d", "num"),
        "too_few_forms": ngettext_lazy("There must be at least %(num)d", "There must be at least %(num)d", "num"),
    }

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        self.unchecked = False
        super().__init__(data, *args, **kwargs)

    @property
    def can_add_rows(self) -> bool:
        return bool(self.total_form_count() < self.max_num)

    @property
    def can_remove_rows(self) -> bool:
        return bool(self.total_form_count() > max(self.min_num, 1))

    def rows_asked_for(self) -> bool:
        """True when an "Add another" or "Remove" was pressed; the formset then has the rows as asked, unchecked."""
        prefix = str(self.prefix)
        add, remove = f"{prefix}-add" in self.data, self.data.get(f"{prefix}-remove", "")
        if add and self.can_add_rows:
            self._show(with_row_added(self.data, prefix))
        elif remove.isdecimal() and self.can_remove_rows:
            self._show(with_row_removed(self.data, prefix, int(remove)))
        elif not add and not remove:
            return False
        self.unchecked = True
        return True

    def _show(self, data: QueryDict) -> None:
        self.data = data
        for kept in ("forms", "management_form"):
            self.__dict__.pop(kept, None)
        self.__dict__["_errors"] = None

    def full_clean(self) -> None:
        """Nothing is wrong with a form that is still being filled in."""
        if not self.unchecked:
            super().full_clean()
            return
        for form in self.forms:
            form._errors = ErrorDict()
        self.__dict__ |= {"_errors": [form.errors for form in self.forms], "_non_form_errors": self.error_class()}


def with_row_added(data: Mapping[str, Any], prefix: str) -> QueryDict:
    changed = copied(data)
    total = f"{prefix}-TOTAL_FORMS"
    changed[total] = str(int(changed.get(total, "0")) + 1)
    return changed


def with_row_removed(data: Mapping[str, Any], prefix: str, row: int) -> QueryDict:
    """Rows after it move up by one."""
    key = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)", re.DOTALL)
    changed = QueryDict(mutable=True)
    for name, values in copied(data).lists():
        found = key.fullmatch(name)
        number = int(found[1]) if found else -1
        if number != row:
            changed.setlist(f"{prefix}-{number - 1}-{found[2]}" if found and number > row else name, values)
    for count in ("TOTAL_FORMS", "INITIAL_FORMS"):
        rows = int(changed.get(f"{prefix}-{count}", 0))
        changed[f"{prefix}-{count}"] = str(rows - (row < rows))
    return changed


def copied(data: Mapping[str, Any]) -> QueryDict:
    """A `QueryDict` one may change, of a request's data or of a plain mapping."""
    if isinstance(data, QueryDict):
        return data.copy()
    changed = QueryDict(mutable=True)
    changed.update(data)
    return changed
