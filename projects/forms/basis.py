"""Which one or two things of what was completed a project rests on."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kit.govuk_ui import forms
from kit.govuk_ui.forms.options import Option, options_of
from projects.forms.writing import TITLE, PlainLine
from projects.models import Project
from projects.rules.basis import MOST, has_own_words
from projects.selectors.basis import Ground, Grounds

KEEP, REPLACE = "keep", "replace"
GONE = _("This was opened again while you were on the page, so a project cannot rest on it now. Nothing was saved")


class Group(NamedTuple):
    """Options of one theme."""

    title: str
    options: list[Option]


class BasisForm(forms.VersionedFormMixin, forms.Form):
    """One or two; a title, for a project that is not begun; and what becomes of words of the partnership's own."""

    statements = forms.CheckboxesField(what=_("one or two"), label=_("What does the project improve?"))
    title = PlainLine(
        what=_("the title"),
        label=_("Title of the project"),
        hint=_("What you will do, in a few words. You can change it later."),
        max_characters=TITLE,
        rows=2,
    )
    words = forms.RadiosField(
        what=_("whether to keep your words"),
        label=_("Your draft names key improvements in your own words. What should become of them?"),
        choices=[(KEEP, _("Keep our words")), (REPLACE, _("Replace them with the words of what I choose here"))],
    )

    def __init__(
        self, *args: Any, grounds: Grounds, stands: Grounds | None, project: Project | None, **how: Any
    ) -> None:
        """`stands`: what the project rests on now."""
        initial = {"statements": project.basis if project else (), "words": KEEP}
        super().__init__(*args, initial=initial, version=project.version if project else 0, **how)
        self.grounds, self.stands = grounds, stands
        field: Any = self.fields["statements"]
        field.choices = [(item.key, item.text) for _theme, items in grounds.by_theme() for item in items]
        field.widget.hints = {item.key: in_words(item, grounds) for item in grounds.items}
        if project:
            del self.fields["title"]
        if not (project and has_own_words(improvements(project), stands.texts(project.basis) if stands else ("", ""))):
            del self.fields["words"]

    def clean_statements(self) -> list[str]:
        """No more than two."""
        chosen: list[str] = self.cleaned_data["statements"]
        if len(chosen) > MOST:
            raise ValidationError(_("Select one or two. A project has no more than two key improvements"), "too_many")
        return chosen

    @property
    def replaces_words(self) -> bool:
        """Whether words of the partnership's own give way."""
        return self.cleaned_data.get("words") == REPLACE

    @property
    def weak(self) -> list[Group]:
        """Those that are below the framework's limit, or all where none is."""
        return self.grouped(self.low or self.grounds.items)

    @property
    def others(self) -> list[Group]:
        """The rest."""
        return self.grouped([item for item in self.grounds.items if item not in self.low]) if self.low else []

    @property
    def opens_others(self) -> bool:
        """Whether one of the rest is chosen."""
        return any(option.checked for group in self.others for option in group.options)

    @property
    def low(self) -> list[Ground]:
        """Statements below the limit that asks for a plan; of a review, all that it names."""
        limit = self.grounds.words.scoring.plan_below
        is_joint = self.grounds.completion.is_joint
        return [item for item in self.grounds.items if is_joint or (item.score is not None and item.score < limit)]

    def grouped(self, items: Iterable[Ground]) -> list[Group]:
        """By theme, in the order of the choices."""
        wanted = {item.key for item in items}
        options = {option.value: option for option in options_of(self["statements"]) if option.value in wanted}
        found = [
            (theme, [options[each.key] for each in of_it if each.key in options])
            for theme, of_it in self.grounds.by_theme()
        ]
        return [Group(theme.title, shown) for theme, shown in found if shown]


def improvements(project: Project) -> tuple[str, str]:
    """Its two key improvements, either of which may be empty."""
    return project.first_improvement, project.second_improvement


def in_words(item: Ground, grounds: Grounds) -> str:
    """Its score, and how much evidence there is."""
    said: list[Any] = (
        [] if item.score is None else [_("Score {score} of {top}").format(score=item.score, top=grounds.top)]
    )
    if not grounds.completion.is_joint:
        count = len(item.evidence)
        said.append(
            ngettext("{count} piece of evidence", "{count} pieces of evidence", count).format(count=count)
            if count
            else _("no evidence")
        )
    return ", ".join(map(str, said))
