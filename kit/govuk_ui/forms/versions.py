"""Two people at once never overwrite each other: a form carries the version it was opened with.

The form tells people; `take_version` in the service, with the row's update, makes it certain.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.forms.formsets import copied
from kit.govuk_ui.forms.summary import in_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHANGED = _(
    "{who} changed this while you were working on it. Nothing of yours was saved, and what you typed is still here. "
    "Check it against their changes, then save again"
)
SOMEBODY = _("Somebody else")


class VersionedFormMixin(forms.BaseForm):
    """Put before the form's class. The row's version is `instance.version`, or given as `version=`.

    `changed_by` (a name) says who made the version now stored. After a refusal the form carries the new version, so
    that saving again is a choice; `saved_meanwhile` holds, by field, what the other person's version has there.
    """

    def __init__(self, *args: Any, version: int | None = None, changed_by: "StrOrPromise" = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored_version = getattr(getattr(self, "instance", None), "version", 0) if version is None else version
        self.changed_by = changed_by
        self.saved_meanwhile: dict[str, str] = {}
        self.stored = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        self.fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=self.stored_version
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("version") != self.stored_version:
            self.refuse_overwriting()
        return cleaned

    @property
    def seen_version(self) -> int:
        """The version the person saw, for `take_version`."""
        return int(self.cleaned_data["version"])

    def refuse_overwriting(self) -> None:
        """Say who was first, show what they saved, and let the next save be a deliberate one.

        A view calls this too when its service found the version gone.
        """
        self.errors.pop("version", None)
        self.add_error(None, ValidationError(CHANGED.format(who=self.changed_by or SOMEBODY), code="changed_meanwhile"))
        self.saved_meanwhile = {name: self._theirs(name) for name in self.changed_data if name in self.stored}
        self.data = changed = copied(self.data)
        changed[self.add_prefix("version")] = str(self.stored_version)

    def _theirs(self, name: str) -> str:
        return in_words(self[name], self._stored_value(name)) or gettext("nothing")

    def _stored_value(self, name: str) -> Any:
        """As the field would clean it, so that it is worded like an answer."""
        stored = self.stored[name]
        try:
            return self.fields[name].to_python(stored)
        except ValidationError:
            return stored


def take_version(rows: QuerySet[Model], seen: int) -> bool:
    """Inside the service's transaction: move the one row of `rows` on from the version seen; False when it is gone."""
    return rows.filter(version=seen).update(version=F("version") + 1) == 1
