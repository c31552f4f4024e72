"""A file or a link that shows how a statement is met."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from kit.files.forms import UploadField
from kit.files.rules.kinds import DOCUMENTS, IMAGES
from kit.govuk_ui import forms
from selfassessment.rules.framework import Theme

FILE, LINK = "file", "link"
LINK_FORM = _("Enter a link that starts with https:// or http://, like https://www.example.org/minutes")
TOO_MANY = _("There can be 10 pieces of evidence for a statement. Remove one first")
TOO_MANY_FILES = _("You have added 100 files, which is the most there can be. Add a link instead")
is_link = URLValidator(schemes=["http", "https"])


class LinkField(forms.TextField):
    """An address on the web, without a name or password in it."""

    def clean(self, value: Any) -> str:
        link = str(super().clean(value))
        if link:
            try:
                is_link(link)
            except ValidationError:
                raise ValidationError(LINK_FORM, code="invalid") from None
            if "@" in urlsplit(link).netloc:
                raise ValidationError(LINK_FORM, code="invalid")
        return link


class EvidenceForm(forms.Form):
    """Which statement, what it is called, and the file or link itself."""

    statement = forms.RadiosField(what=_("a statement"), label=_("Which statement does it show?"))
    title = forms.TextField(
        what=_("a title"),
        label=_("What is it?"),
        hint=_("For example, minutes of the executive, May 2026"),
        max_length=160,
        autocomplete="off",
    )
    kind = forms.RadiosField(
        what=_("whether it is a file or a link"),
        label=_("Is it a file or a link?"),
        choices=[(FILE, _("A file")), (LINK, _("A link"))],
    )
    file = UploadField(what=_("a file"), label=_("The file"), allowed=DOCUMENTS | IMAGES)
    link = LinkField(what=_("a link"), label=_("The link"), max_length=500, autocomplete="off")
    reveals = {"kind": {FILE: ["file"], LINK: ["link"]}}
    helper = forms.helper("statement", "title", "kind", forms.Button(_("Add the evidence")))

    def __init__(self, *args: Any, theme: Theme, **options: Any) -> None:
        super().__init__(*args, **options)
        asked: Any = self.fields["statement"]
        asked.choices = [(each.key, f"{number}. {each.text}") for number, each in enumerate(theme.statements, 1)]

    @property
    def facts(self) -> dict[str, Any]:
        """What `services.evidence.add_evidence` takes."""
        given = self.cleaned_data
        return {"key": given["statement"], "title": given["title"], given["kind"]: given[given["kind"]]}

    def refuse_more(self) -> None:
        """Say that there is enough beside that statement."""
        self.add_error("statement", ValidationError(TOO_MANY, code="many"))

    def refuse_files(self) -> None:
        """Say that there were enough files."""
        self.add_error("file", ValidationError(TOO_MANY_FILES, code="many"))
