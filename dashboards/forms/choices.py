"""When each kind of message comes: the same form for a person and for a programme."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.forms import VersionedFormMixin
from notices.models.choice import Mode
from notices.rules.kinds import Kind, known
from partnerships.forms.written_for import WrittenForMixin

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Group:
    """The questions that stand under one heading."""

    heading: "StrOrPromise"
    fields: Sequence[BoundField]


@dataclass(frozen=True)
class Fixed:
    """Messages that always come, and why."""

    label: "StrOrPromise"
    why: "StrOrPromise"


def name_of(kind: str) -> str:
    """A kind as a field's name."""
    return kind.replace("/", "-")


def choosable(roles: Collection[str] | None = None) -> list[Kind]:
    """The kinds to choose about, those of a group together, in the order of their registration; None is all roles."""
    groups: dict[str, list[Kind]] = {}
    for kind in known.values():
        if kind.can_be_chosen and (roles is None or kind.may_reach(roles)):
            groups.setdefault(str(kind.group), []).append(kind)
    return [kind for group in groups.values() for kind in group]


def fixed() -> list[Fixed]:
    """What nobody can choose, each label once."""
    return _fixed_in(get_language())


@cache
def _fixed_in(_language: str | None) -> list[Fixed]:
    kinds = [kind for kind in known.values() if kind.fixed_because]
    return list(dict.fromkeys(Fixed(str(kind.label), str(kind.fixed_because)) for kind in kinds))


class ChoicesForm(forms.Form):
    """One question a kind that goes to one of `roles`; `shown` holds what is chosen now, `silent` the kinds that the
    programme sends to nobody."""

    def __init__(
        self,
        *args: Any,
        shown: Mapping[str, str],
        silent: Sequence[str] = (),
        roles: Collection[str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        found = choosable(roles)
        self.kinds = [kind for kind in found if kind.name not in silent]
        self.silent = [kind for kind in found if kind.name in silent]
        modes = [(str(mode), str(mode.label)) for mode in Mode]  # looked up once, as so many questions have them
        for number, kind in enumerate(self.kinds, start=1):
            label = str(self.name_for(kind))
            question = forms.RadiosField(
                what=_("when to get ‘{label}’").format(label=label),
                label=label,
                help_text=str(kind.tells),
                choices=[(mode, said) for mode, said in modes if kind.can_be_summed_up or mode != Mode.SUMMARY],
                initial=shown.get(kind.name, Mode.NOW),
                marks={"inline": True, "small": True},
            )
            question.widget.attrs["id"] = f"q{number}"  # it stands in the page nine times, and names are long
            self.fields[name_of(kind.name)] = question

    def name_for(self, kind: Kind) -> "StrOrPromise":
        """What whoever chooses calls a kind."""
        name: StrOrPromise = kind.label
        return name

    @property
    def groups(self) -> Iterator[Group]:
        """The questions under their headings."""
        for heading, kinds in groupby(self.kinds, key=lambda kind: str(kind.group)):
            yield Group(heading, [self[name_of(kind.name)] for kind in kinds])

    @cached_property
    def chosen(self) -> dict[str, Mode]:
        """What was chosen, by kind."""
        return {kind.name: Mode(self.cleaned_data[name_of(kind.name)]) for kind in self.kinds}


class VersionedChoicesForm(VersionedFormMixin, ChoicesForm):
    """Choices that another tab, a link in an email or another manager may have changed meanwhile."""

    def refuse_overwriting(self) -> None:
        """Whoever sends the same twice, or the same as another, overwrites nothing."""
        if any(self.cleaned_data.get(name_of(kind.name)) != self.stored[name_of(kind.name)] for kind in self.kinds):
            super().refuse_overwriting()


class OwnChoicesForm(VersionedChoicesForm):
    """What a person chooses."""

    @property
    def stored_modes(self) -> dict[str, str]:
        """What the page showed as chosen, by kind."""
        return {kind.name: self.stored[name_of(kind.name)] for kind in self.kinds}


class ProgrammeChoicesForm(WrittenForMixin, VersionedChoicesForm):
    """What a programme chooses for those who choose nothing themselves, and what it sends to nobody."""

    def name_for(self, kind: Kind) -> "StrOrPromise":
        name: StrOrPromise = kind.called
        return name
