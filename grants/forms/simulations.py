"""What is asked in the simulator: offers, choices of the rule in the words of the terms, a name, who may see it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from grants.forms.simulation_state import RULES, SHARED, SHARES, SHOWN, SUBMITS, SUBMITTED
from grants.models import Simulation
from grants.rules.settings import CHOICES, SWITCHES, Settings, ShareBasis
from grants.selectors.eligibility import pence, pounds
from kit.govuk_ui import forms
from partnerships.forms.terms import RulesFields, radios
from partnerships.forms.written_for import WORKING_IN, WRITTEN_FOR, WrittenForMixin
from partnerships.models import Programme, Terms
from partnerships.selectors.wordings import COUNTY, MONEY, WITHOUT

ASKED = {wording.name: wording for wording in (*COUNTY, *MONEY, *WITHOUT)}
OFFER = "offer_"  # before the tier, in the names of fields
LONGEST_NAME = 120
MOST_NAMED = 8
TWO, THREE = 2, 3
NEVER_CARRIED = ("csrfmiddlewaretoken", "do", SHOWN, SUBMITS, SHARES, SUBMITTED, SHARED, RULES, WORKING_IN)


class SimulatorFields(forms.Form):
    """What each tier is offered, every choice of the rule as the terms ask for it, and under which name it is kept."""

    populations_confirmed = RulesFields.base_fields["populations_confirmed"]
    name = forms.TextField(
        what=_("a name for this simulation"),
        label=_("Name"),
        hint=_("For example, two more districts submit."),
        max_length=LONGEST_NAME,
        required=False,
    )
    is_shown = forms.TickField(what=_("who may see it"), label=_("Show it to the steering group"))
    reveals = RulesFields.reveals
    show_optional = False

    def __init__(self, *args: Any, terms: Terms, settings: Settings, offers: Mapping[str, int], **options: Any) -> None:
        confirmed = terms.populations_confirmed or settings.share_basis is ShareBasis.POPULATION
        begins = {**answers(settings), **amounts(offers), "populations_confirmed": confirmed}
        super().__init__(*args, **{**options, "initial": {**begins, **options.get("initial", {})}})
        self.terms = terms
        self.tiers = {f"{OFFER}{tier}": tier for tier in offers}
        for name, tier in self.tiers.items():
            self.fields[name] = offer_field(tier, terms.programme)
        for wording in ASKED.values():
            self.fields[wording.name] = radios(wording, terms.programme, with_examples=False)
        self.is_saving = "save" in self.data.get("do", "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_saving and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Enter a name for this simulation"))
        return cleaned

    @property
    def settings(self) -> Settings:
        """The choices, as the rule takes them; of a form that is not valid those that it began with."""
        known = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        return Settings(**{name: known[name] == "yes" if name in SWITCHES else known[name] for name in ASKED})

    @property
    def offers(self) -> dict[str, int]:
        """Pence by tier; of a form that is not valid those that it began with."""
        known = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        return {tier: pence(known[name]) for name, tier in self.tiers.items()}

    @property
    def asked_offers(self) -> list[BoundField]:
        """The offers as the page asks them."""
        return [self[name] for name in self.tiers]

    @property
    def rules(self) -> list[BoundField]:
        """The choices as the page asks them."""
        return [self[name] for name in ASKED]

    @property
    def has_wrong_rules(self) -> bool:
        """Whether one of them, or an offer, is to be mended."""
        return any(name in self.errors for name in (*ASKED, *self.tiers, "populations_confirmed"))

    @property
    def all_errors(self) -> list[str]:
        """Every message, for where the fields themselves are not drawn anew."""
        return [str(error) for errors in self.errors.values() for error in errors]

    def refuse_population(self, areas: Sequence[str]) -> None:
        """Beside the choice, whose figures are missing."""
        self.add_error("share_basis", population_unknown(areas))


class NewSimulationForm(WrittenForMixin, SimulatorFields):
    """Of a new one: the address names no object, so it says for which programme it is."""


class ChangeSimulationForm(forms.VersionedFormMixin, SimulatorFields):
    """Of one that is kept."""


def answers(settings: Settings) -> dict[str, str]:
    """As the radios name them."""
    chosen = {name: str(getattr(settings, name)) for name in CHOICES}
    return chosen | {name: ("no", "yes")[getattr(settings, name)] for name in SWITCHES}


def amounts(offers: Mapping[str, int]) -> dict[str, Decimal]:
    """Offers in pounds, by the names of their fields."""
    return {f"{OFFER}{tier}": pounds(offer) for tier, offer in offers.items()}


def offer_field(tier: str, programme: Programme) -> forms.MoneyField:
    """What each partnership of a tier would be offered."""
    word = programme.word(tier)
    return forms.MoneyField(
        what=_("the offer to each {word}").format(word=word), label=_("Offer to each {word}").format(word=word)
    )


def population_unknown(areas: Sequence[str]) -> str:
    """Whose figures are missing; of many, how many more."""
    named = ", ".join(areas[:MOST_NAMED])
    more = len(areas) - MOST_NAMED
    if more > 0:
        values = {"named": named, "more": more}
        return _now("Nobody has given the population of %(named)s and %(more)s others. Choose another way") % values
    return _now("Nobody has given the population of %(named)s. Choose another way") % {"named": named}


def carried(sent: QueryDict, **state: str) -> QueryDict:
    """What an address carries on: everything typed but the ticks, which `state` has packed."""
    address = QueryDict(mutable=True)
    for name, values in sent.lists():
        if name not in NEVER_CARRIED and name not in state:
            address.setlist(name, values[:1])
    for name, value in state.items():
        address[name] = value
    return address


def completed(asked: QueryDict, settings: Settings, offers: Mapping[str, int], programme: Programme) -> QueryDict:
    """An address as the form takes it; what it leaves out is as the page begins."""
    whole = asked.copy()
    typed = {name: str(amount) for name, amount in amounts(offers).items()}
    for name, value in {**answers(settings), **typed, WRITTEN_FOR: programme.key, WORKING_IN: programme.key}.items():
        whole.setdefault(name, value)
    return whole


class CompareForm(forms.Form):
    """Two or three simulations to put side by side."""

    def __init__(self, *args: Any, simulations: Sequence[Simulation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.simulations = {str(one.pk): one for one in simulations}
        self.fields["with"] = forms.CheckboxesField(
            what=_("two or three simulations"),
            label=_("Simulations to compare"),
            choices=[(pk, one.name) for pk, one in self.simulations.items()],
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = cleaned.get("with", [])
        if "with" not in self.errors and len(set(chosen)) not in (TWO, THREE):
            self.add_error("with", ValidationError(_("Select two or three simulations"), code="number"))
        return cleaned

    @property
    def chosen(self) -> list[Simulation]:
        """In the order in which they are listed."""
        ticked = set(self.cleaned_data["with"])
        return [one for pk, one in self.simulations.items() if pk in ticked]

    @property
    def ticked(self) -> set[str]:
        """What the page keeps ticked, after a refusal too."""
        return set(self.data.getlist("with")) if isinstance(self.data, QueryDict) else set()


def seen_in(sent: QueryDict) -> int:
    """The version that a page carried; 0, which no simulation has, for anything else."""
    typed = sent.get("version", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004
