"""The parts of a joint review: the meeting, a theme, the key improvements, the document."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import HiddenInput, IntegerField
from django.utils.translation import gettext_lazy as _

from kit.files.forms import UploadField
from kit.govuk_ui import forms
from kit.govuk_ui.forms.formsets import copied
from kit.govuk_ui.forms.versions import SOMEBODY
from selfassessment.forms.answers import Comment
from selfassessment.rules.framework import Framework, Theme
from selfassessment.rules.reviewing import Finding, Improvement, Meeting, Part, mark_of
from selfassessment.selectors.reviews import ReviewDraft

PEOPLE, FINDING, IMPROVEMENT = 1000, 4000, 300
NOT_LOOKED_AT = "none"
SAID_TWICE = _("Enter another improvement, or leave the second one empty")
TAKEN_MEANWHILE = _(
    "{who} changed the document while you had this page open. What stands now is shown here; choose your file again if "
    "it is to take its place"
)


class PartForm(forms.VersionedFormMixin, forms.Form):
    """A part of a review with the mark of what stood when it was opened; the same sent twice is no change."""

    show_optional = False  # all of it may wait, and the page says so once

    def __init__(self, *args: Any, draft: ReviewDraft, cancel_url: str, **options: Any) -> None:
        self.draft, self.cancel_url = draft, cancel_url
        super().__init__(*args, initial=self.shown(), version=mark_of(self.stands), **options)

    @property
    def stands(self) -> Part:
        """What stands now."""
        raise NotImplementedError

    @property
    def part(self) -> Part:
        """What the person says."""
        raise NotImplementedError

    def shown(self) -> Mapping[str, Any]:
        """What the fields are filled with."""
        raise NotImplementedError

    def refuse_overwriting(self) -> None:
        if not self.errors and mark_of(self.part) == self.stored_version:
            self.cleaned_data["version"] = self.stored_version
            return
        super().refuse_overwriting()

    def buttons(self) -> forms.Buttons:
        """Save, or leave."""
        return forms.Buttons(forms.Button(_("Save")), forms.Link(_("Cancel"), self.cancel_url))


class MeetingForm(PartForm):
    """When it was held, and who took part for whom."""

    held_on = forms.DateField(
        what=_("the day of the review"),
        label=_("When was the review held?"),
        hint=_("For example, 6 5 2026. Where it took several meetings, the last of them."),
        required=False,
    )
    for_government = Comment(
        what=_("who took part for government"),
        label=_("Who took part for government?"),
        hint=_("Names and offices, one a line."),
        max_characters=PEOPLE,
        rows=4,
        required=False,
    )
    for_partnership = Comment(
        what=_("who took part for the partnership"),
        label=_("Who took part for the partnership?"),
        hint=_("Names and organisations, one a line."),
        max_characters=PEOPLE,
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, draft: ReviewDraft, **options: Any) -> None:
        super().__init__(*args, draft=draft, **options)
        days = draft.days
        forms.limit_date(self, "held_on", today=days.today, earliest=days.first, latest=days.latest)

    @property
    def helper(self) -> Any:
        """In the order in which it is told."""
        return forms.helper("version", "held_on", "for_government", "for_partnership", self.buttons())

    @property
    def stands(self) -> Meeting:
        return self.draft.meeting

    @property
    def part(self) -> Meeting:
        said = self.cleaned_data
        return Meeting(said["held_on"], said["for_government"], said["for_partnership"])

    def shown(self) -> Mapping[str, Any]:
        return {name: getattr(self.stands, name) for name in ("held_on", "for_government", "for_partnership")}


class FindingForm(PartForm):
    """What the review says of one theme."""

    text = Comment(
        what=_("what the review found"),
        label=_("What did the review find?"),
        hint=_("What works, what does not, and how you know. The programme manager and your advisers read it."),
        max_characters=FINDING,
        rows=8,
        required=False,
    )

    def __init__(self, *args: Any, draft: ReviewDraft, theme: Theme, **options: Any) -> None:
        self.theme = theme
        super().__init__(*args, draft=draft, **options)
        self.fields["level"] = forms.RadiosField(
            what=_("a level, or that the review did not look at it"),
            label=_("At what level is it?"),
            choices=levels_of(draft.words),
            marks={"divider_before": NOT_LOOKED_AT},
        )
        self.stored["level"] = self.shown()["level"]

    @property
    def helper(self) -> Any:
        """The level, what it rests on, and on to the next."""
        onward = forms.Button(_("Save and continue"), name="onward", value="next")
        back = forms.SecondaryButton(_("Save and come back later"), name="onward", value="overview")
        return forms.helper("version", "level", "text", forms.Buttons(onward, back))

    @property
    def stands(self) -> Finding | None:
        return self.draft.findings.get(self.theme.key)

    @property
    def part(self) -> Finding:
        level = self.cleaned_data["level"]
        return Finding(None if level == NOT_LOOKED_AT else int(level), self.cleaned_data["text"])

    def shown(self) -> Mapping[str, Any]:
        stands = self.stands
        if stands is None:
            return {"level": "", "text": ""}
        return {"level": NOT_LOOKED_AT if stands.level is None else str(stands.level), "text": stands.text}


class ImprovementsForm(PartForm):
    """One or two key improvements, each of a theme: there is no room for a third."""

    first_theme = forms.SelectField(what=_("the theme of the key improvement"), label=_("Theme"), required=False)
    first_text = Comment(
        what=_("the key improvement"),
        label=_("What is to improve?"),
        hint=_("In a sentence or two. Your improvement project can be about it."),
        max_characters=IMPROVEMENT,
        rows=3,
        required=False,
    )
    second_theme = forms.SelectField(
        what=_("the theme of the second key improvement"), label=_("Theme"), required=False
    )
    second_text = Comment(
        what=_("the second key improvement"),
        label=_("What is to improve?"),
        max_characters=IMPROVEMENT,
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, draft: ReviewDraft, **options: Any) -> None:
        super().__init__(*args, draft=draft, **options)
        for name in ("first_theme", "second_theme"):
            themes = [(theme.key, theme.title) for theme in draft.words.themes]
            self.fields[name].choices = [("", _("Choose from the list")), *themes]  # type: ignore[attr-defined]

    @property
    def helper(self) -> Any:
        """Two questions with the same two parts."""
        first = forms.Fieldset(_("Key improvement"), "first_theme", "first_text")
        second = forms.Fieldset(
            _("Second key improvement"), "second_theme", "second_text", hint=_("Only if the review names a second one.")
        )
        return forms.helper("version", first, second, self.buttons())

    @property
    def stands(self) -> Sequence[Improvement]:
        return list(self.draft.improvements)

    @property
    def part(self) -> Sequence[Improvement]:
        """Those that are named; the only one is the first."""
        said = self.cleaned_data
        both = [Improvement(said[f"{place}_theme"], said[f"{place}_text"]) for place in ("first", "second")]
        return [each for each in both if each.text]

    def shown(self) -> Mapping[str, Any]:
        named = dict(zip(("first", "second"), self.stands, strict=False))
        return {f"{place}_{name}": getattr(each, name) for place, each in named.items() for name in ("theme", "text")}

    def clean(self) -> dict[str, Any]:
        for place in ("first", "second"):
            self.ask_for_the_other(f"{place}_theme", f"{place}_text")
        said = self.cleaned_data
        if said.get("second_text") and said.get("first_text") == said["second_text"]:
            self.add_error("second_text", ValidationError(SAID_TWICE, code="twice"))
        return super().clean()

    def ask_for_the_other(self, theme: str, text: str) -> None:
        """A theme and an improvement go together."""
        said = self.cleaned_data
        for given, missing in ((theme, text), (text, theme)):
            if said.get(given) and missing in said and not said[missing]:
                self.add_error(missing, ValidationError(self.fields[missing].error_messages["required"], "required"))


class DocumentForm(forms.Form):
    """A file, with the mark of the one that stood when the page was opened."""

    document = UploadField(what=_("the document of the review"), label=_("Document"))
    seen = IntegerField(required=False, widget=HiddenInput)

    def __init__(self, *args: Any, draft: ReviewDraft, cancel_url: str, **options: Any) -> None:
        self.mark, self.cancel_url = mark_of(draft.review.document_id), cancel_url
        super().__init__(*args, **{"initial": {"seen": self.mark}, **options})

    @property
    def helper(self) -> Any:
        """The file and the button."""
        buttons = forms.Buttons(forms.Button(_("Attach")), forms.Link(_("Cancel"), self.cancel_url))
        return forms.helper("seen", "document", buttons)

    @property
    def seen_mark(self) -> int:
        """Of the document that the person saw; of none that there can be, when the page did not say."""
        return int(self.cleaned_data["seen"] or 0)

    def tell_overtaken(self, who: str) -> None:
        """Somebody else was first; the next file is chosen on purpose."""
        self.errors.pop("document", None)
        self.add_error("document", str(TAKEN_MEANWHILE).format(who=who or SOMEBODY))
        self.data = changed = copied(self.data)
        changed["seen"] = str(self.mark)


def levels_of(words: Framework) -> list[tuple[str, Any]]:
    """The scale, and that nobody looked at it."""
    levels = [(str(score), f"{score}. {label}") for score, label in words.scoring.scale.items()]
    return [*levels, (NOT_LOOKED_AT, _("The review did not look at this"))]
