"""What is asked of a project's words, and whether advisers may read them before others do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.lines import is_unseen
from projects.models import Project
from projects.models.project import PARTS

TITLE, SUMMARY, IMPROVEMENT = 160, 4000, 300
KEPT = "\n\t"


def seen(text: str) -> str:
    """Without what cannot be seen and comes along when people paste: control characters and marks of direction."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in plain if one in KEPT or not is_unseen(one))


class PlainText(forms.LongTextField):
    """Many lines without anything unseen."""

    def clean(self, value: Any) -> str:
        return super().clean(seen(str(value or "")))


class PlainLine(PlainText):
    """One line, which may be longer than a box is wide."""

    def clean(self, value: Any) -> str:
        return super().clean(" ".join(str(value or "").split()))


class WriteForm(forms.VersionedFormMixin, forms.Form):
    """A project's words. One or two key improvements: there is no room for a third."""

    title = PlainLine(
        what=_("the title"),
        label=_("Title"),
        hint=_("What you will do, in a few words."),
        max_characters=TITLE,
        rows=2,
    )
    summary = PlainText(
        what=_("the summary"),
        label=_("Summary"),
        hint=_("What you will do, with whom, and what will be better for it. You can write it later."),
        max_characters=SUMMARY,
        rows=10,
        required=False,
    )
    first_improvement = PlainText(
        what=_("the key improvement"),
        label=_("Key improvement"),
        hint=_("What this project improves in how your partnership works."),
        max_characters=IMPROVEMENT,
        rows=3,
        required=False,
    )
    second_improvement = PlainText(
        what=_("the second key improvement"),
        label=_("Second key improvement"),
        hint=_("Only if there is one. A project has one or two."),
        max_characters=IMPROVEMENT,
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, project: Project | None, cancel_url: str, action: str = "", **options: Any) -> None:
        initial = dict(zip(PARTS, project.wording, strict=True)) if project else {}
        super().__init__(*args, initial=initial, version=project.version if project else 0, **options)
        self.cancel_url, self.action = cancel_url, action

    @property
    def helper(self) -> Any:
        """In the order in which it is read."""
        buttons = forms.Buttons(forms.Button(_("Save")), forms.Link(_("Cancel"), self.cancel_url))
        return forms.helper("version", *PARTS, buttons, action=self.action)

    @property
    def words(self) -> dict[str, str]:
        """What to save. The only improvement named is the first."""
        said = {part: str(self.cleaned_data[part]) for part in PARTS}
        if not said["first_improvement"]:
            said["first_improvement"], said["second_improvement"] = said["second_improvement"], ""
        return said


class AdvisersForm(forms.Form):
    """A button that lets advisers read, or no longer."""

    is_open = forms.YesNoField(what=_("yes or no"), label=_("May your advisers read the draft?"))
