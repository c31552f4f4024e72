"""What a year pays, by which rules, and within which limits."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from partnerships.models import Partnership, Programme, Terms
from partnerships.selectors.wordings import (
    COUNTY,
    MONEY,
    PAYMENT,
    PROJECTS,
    WITHOUT,
    WORDINGS,
    Wording,
    explained,
    said,
)

Tier = Partnership.Tier


class RatesFields(forms.Form):
    """An offer and its source for each tier; none where the region has none of that tier."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        for tier in Tier.values:
            word = programme.word(tier)
            self.fields[f"amount_{tier}"] = forms.MoneyField(
                what=_("the offer to each {word}").format(word=word),
                label=_("Offer to each {word}").format(word=word),
                required=False,
            )
            self.fields[f"source_{tier}"] = forms.TextField(
                what=_("who decided the offer to each {word}").format(word=word),
                label=_("Who decided this, and where"),
                hint=_("For example, Board minute 4 of 12 March"),
                max_length=200,
                required=False,
            )
        self.helper = forms.helper(
            *(
                forms.Fieldset(capfirst(programme.words(tier)), f"amount_{tier}", f"source_{tier}")
                for tier in Tier.values
            ),
            "version",
            form_tag=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for tier in Tier.values:
            amount, source = cleaned.get(f"amount_{tier}"), cleaned.get(f"source_{tier}")
            word = self.programme.word(tier)
            if amount is not None and not source and f"source_{tier}" in cleaned:
                missing = _("Enter who decided the offer to each {word}, and where").format(word=word)
                self.add_error(f"source_{tier}", missing)
            if source and amount is None and f"amount_{tier}" in cleaned:
                missing = _("Enter the offer to each {word}, or remove who decided it").format(word=word)
                self.add_error(f"amount_{tier}", missing)
        return cleaned

    def rates(self) -> dict[str, tuple[Any, str]]:
        """Tier → amount and source, of those given."""
        typed = self.cleaned_data
        return {
            tier: (typed[f"amount_{tier}"], typed[f"source_{tier}"])
            for tier in Tier.values
            if typed[f"amount_{tier}"] is not None
        }


class RatesForm(forms.VersionedFormMixin, RatesFields):
    """Rates by tier with their source."""


class RulesFields(forms.Form):
    """Every setting of the grant, each choice with an example."""

    populations_confirmed = forms.ConsentField(
        what=_("the population figures are confirmed"), label=_("The population figures are confirmed")
    )
    sharing_partners = forms.WholeNumberField(
        what=_("the number to share with"),
        label="",
        least=1,
        most=50,
        width=3,
    )
    first_instalment = forms.WholeNumberField(
        what=_("the first instalment"),
        label=_("How much of an award is paid first?"),
        hint=_("Of £19,600, 50% is £9,800. The usual choice is 50%."),
        most=100,
        suffix="%",
        width=3,
    )
    reveals = {"share_basis": {"population": ["populations_confirmed"]}}

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for wording in WORDINGS.values():
            self.fields[wording.name] = radios(wording, programme)
        sharing = self.fields["sharing_partners"]
        sharing.label = said(_("With how many others of its {county} must a project be shared?"), programme)
        sharing.help_text = said(
            _("With 1, telling any one {partnership} is enough. The usual choice is 1."), programme
        )
        self.helper = forms.helper(
            section(said(_("The {county} condition"), programme), COUNTY),
            section(_("Money that comes back"), MONEY),
            section(_("Without a project"), WITHOUT),
            section(_("What makes a project count"), PROJECTS, "sharing_partners"),
            section(_("Payment"), PAYMENT, "first_instalment"),
            "version",
            form_tag=False,
        )

    @staticmethod
    def names() -> tuple[str, ...]:
        """Of every setting asked."""
        return (*RulesFields.base_fields, *WORDINGS)

    def settings(self) -> dict[str, Any]:
        """As `Terms` keeps them."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        yes_or_no = {"county_counts", "require_shared", "sharing_confirmed", "second_needs_report"}
        return {name: value == "yes" if name in yes_or_no else value for name, value in kept.items()}


def radios(wording: Wording, programme: Programme, *, with_examples: bool = True) -> forms.RadiosField:
    """One setting's question, its choices with an example each."""
    explained_choices = wording.choices if with_examples else ()
    return forms.RadiosField(
        what=_("one of these"),
        label=said(wording.question, programme),
        choices=[(choice.value, said(choice.label, programme)) for choice in wording.choices],
        marks={"hints": {choice.value: explained(wording, choice, programme) for choice in explained_choices}},
    )


def section(legend: Any, wordings: Iterable[Wording], *first: str) -> forms.Fieldset:
    """Settings that belong together."""
    return forms.Fieldset(legend, *first, *(wording.name for wording in wordings))


class RulesForm(forms.VersionedFormMixin, RulesFields):
    """The rules of the grant."""


class SupportFields(forms.Form):
    """Days of an adviser for each partnership."""

    support_days = forms.NumberField(
        what=_("the number of days"),
        label="",
        suffix=_("days"),
        width=4,
        most=99,
        hint=_("In quarters: 0.25, 0.5, 1, 1.75."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["support_days"].label = said(_("How many days may each {partnership} use?"), programme)

    def clean_support_days(self) -> Any:
        days = self.cleaned_data["support_days"]
        if days is not None and days * 4 % 1:
            raise ValidationError(_("The number of days must be in quarters, like 1 or 1.25"), code="quarters")
        return days


class SupportForm(forms.VersionedFormMixin, SupportFields):
    """The support allowance."""


class LimitsFields(forms.Form):
    """Limits of the year; those of the terms are asked only where terms are drafted."""

    smallest_group = forms.WholeNumberField(
        what=_("the smallest group"),
        label=_("What is the smallest group whose answers are shown?"),
        hint=_("With 5, the average of 4 people is never shown. The usual choice is 5."),
        least=3,
        most=100,
        width=3,
    )
    spending_limit = forms.MoneyField(
        what=_("the spending limit"),
        label=_("Up to how much may a group decide by itself?"),
        hint=_("With £50,000.00, that sum is within the limit and £50,000.01 is not."),
    )
    contact_months = forms.WholeNumberField(
        what=_("the number of months"),
        label=_("After how many months must a contact be checked again?"),
        hint=_("The usual choice is 6."),
        suffix=_("months"),
        least=1,
        most=60,
        width=3,
    )

    def __init__(self, *args: Any, programme: Programme, terms: Terms | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if terms is None:
            del self.fields["smallest_group"], self.fields["spending_limit"]


class LimitsForm(forms.VersionedFormMixin, LimitsFields):
    """The limits of the year."""


class ReasonForm(forms.Form):
    """Why the terms change."""

    reason = forms.LongTextField(
        what=_("the reason"),
        label=_("Why do the terms change?"),
        hint=_("Everybody in the programme can read this. For example, the board raised the rates on 12 March."),
        max_characters=500,
        rows=3,
    )
