"""A file to send. What is in it is for `kit.files` to judge; here its size and the end of its name."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.text import capfirst, format_lazy, get_text_list
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.forms.asked import Asked

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEGABYTE = 1024 * 1024


def size_in_words(size: int) -> str:
    """Bytes as people say them: 500KB, 2MB."""
    return f"{size / MEGABYTE:.3g}MB" if size >= MEGABYTE else f"{max(1, round(size / 1024))}KB"


class FileField(Asked, forms.FileField):
    """`kinds` maps endings to names, {"csv": "CSV", "xlsx": "Excel"}; the hint says them, and `most_bytes`."""

    noun = _("a file")
    missing_sentence = _("Select {what}")

    def __init__(
        self,
        *,
        kinds: "Mapping[str, StrOrPromise] | None" = None,
        most_bytes: int = 10 * MEGABYTE,
        **options: Any,
    ) -> None:
        self.kinds, self.most_bytes = kinds or {}, most_bytes
        options.setdefault("hint", self.limits())
        options.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(f".{end}" for end in self.kinds)}))
        if not self.kinds:
            options["widget"].attrs.pop("accept", None)
        super().__init__(**options)

    def limits(self) -> "StrOrPromise":
        """The hint: which kinds and how large."""
        sentence = _("{kinds}, up to {size}") if self.kinds else _("Up to {size}")
        return format_lazy(sentence, kinds=capfirst(lazy(self.kind_names, str)()), size=size_in_words(self.most_bytes))

    def kind_names(self) -> str:
        return get_text_list(list(dict.fromkeys(str(name) for name in self.kinds.values())), str(_("or")))

    def sentences(self) -> "dict[str, StrOrPromise]":
        broken = _("The selected file could not be sent. Select it again")
        return {
            **super().sentences(),
            "invalid": broken,
            "missing": broken,
            "empty": _("The selected file is empty"),
            "max_length": self.with_facts(_("The name of the selected file must be shorter")),
        }

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file and self.kinds and PurePath(str(file.name)).suffix.lstrip(".").lower() not in self.kinds:
            kinds = self.kind_names()
            raise ValidationError(self.say(_("The selected file must be {kinds}"), kinds=kinds), code="kind")
        if file and file.size > self.most_bytes:
            limit = size_in_words(self.most_bytes)
            raise ValidationError(self.say(_("The selected file must be {limit} or smaller"), limit=limit), code="size")
        return file
