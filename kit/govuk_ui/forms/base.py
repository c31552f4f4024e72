"""The forms to build on: revealed questions, and no `required` attributes: the server speaks, not the browser."""

from typing import Any

from django import forms

from kit.govuk_ui.forms.reveal import RevealMixin


class Form(RevealMixin, forms.Form):
    """A form of ours."""

    use_required_attribute = False


class ModelForm(RevealMixin, forms.ModelForm):
    """A form of ours over a model."""

    use_required_attribute = False

    def _get_validation_exclusions(self) -> set[str]:
        """The model must not ask again for what stands under an answer that was not given."""
        exclusions: Any = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclusions | self.unchosen()
