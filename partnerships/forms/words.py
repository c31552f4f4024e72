"""What a region calls a partnership and each tier, one and many."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from partnerships.models import Programme
from partnerships.models.programme import WORDS

LONGEST = 60
ONE, MANY = _("your word for one ‘{word}’"), _("your word for many ‘{word}’")


class WordsFields(forms.Form):
    """Two fields a noun; empty is the portal's own word."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for noun, (one, many) in WORDS.items():
            self.fields[f"{noun}_word"] = self.word_field(_("Word for one"), ONE.format(word=one), one)
            self.fields[f"{noun}_words"] = self.word_field(_("Word for more than one"), MANY.format(word=many), many)
        self.helper = forms.helper(
            *(
                forms.Fieldset(_("Your words for ‘{word}’").format(word=one), f"{noun}_word", f"{noun}_words")
                for noun, (one, _many) in WORDS.items()
            ),
            "version",
            form_tag=False,
        )

    @staticmethod
    def word_field(label: Any, what: Any, usual: Any) -> forms.TextField:
        """A word as within a sentence."""
        hint = _("Leave empty for ‘{word}’.").format(word=usual)
        return forms.TextField(what=what, label=label, hint=hint, max_length=LONGEST, required=False, width=30)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for noun, usual in WORDS.items():
            one, many = cleaned.get(f"{noun}_word"), cleaned.get(f"{noun}_words")
            if bool(one) != bool(many) and {f"{noun}_word", f"{noun}_words"} <= cleaned.keys():
                empty, asked, word = (f"{noun}_words", MANY, usual[1]) if one else (f"{noun}_word", ONE, usual[0])
                what = asked.format(word=word)
                self.add_error(empty, _("Enter {what} too, or leave both empty").format(what=what))
        return cleaned


class WordsForm(forms.VersionedFormMixin, WordsFields):
    """The region's own words."""
