"""A question that is answered with a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from kit.files.checks import check_upload
from kit.files.errors import UploadRefused
from kit.files.labels import LABELS
from kit.files.rules.kinds import DOCUMENTS, NATURES, Kind
from kit.files.sentences import sentence
from kit.govuk_ui.forms import FileField


class UploadField(FileField):
    """Takes only files that `store_upload` would keep, and says beside the field why another is not taken.

    The scanner is asked by the service alone: give its ScanRefused back with `refuse`."""

    def __init__(self, *, allowed: frozenset[Kind] = DOCUMENTS, limit: int | None = None, **options: Any):
        self.allowed = allowed
        kinds = {ending: LABELS[kind] for kind in Kind if kind in allowed for ending in NATURES[kind].endings}
        super().__init__(kinds=kinds, most_bytes=settings.UPLOAD_LIMIT if limit is None else limit, **options)

    def to_python(self, data: Any) -> Any:
        """The file as it came; kind and size are judged by the content, so the plainer checks are passed over."""
        file = forms.FileField.to_python(self, data)
        if file:
            try:
                check_upload(file, name=str(file.name), allowed=self.allowed, limit=self.most_bytes)
            except UploadRefused as refused:
                raise ValidationError(sentence(refused), code=refused.code) from refused
            file.seek(0)
        return file


def refuse(form: forms.BaseForm, field: str, refused: UploadRefused) -> None:
    """Put what the service refused beside the field."""
    form.add_error(field, ValidationError(sentence(refused), code=refused.code))
