"""Whole forms for the style page. Nothing they take is kept; the people and places are made up."""

import datetime as dt
from typing import Any

from django import forms as django_forms

from kit.govuk_ui import forms
from kit.govuk_ui.style.form_kinds import FILES

BARRIERS = [("data", "Figures come late"), ("people", "Nobody has the time"), ("none", "Nothing stands in the way")]


class VisitForm(forms.Form):
    """One of each: what an adviser might be asked after a visit."""

    partnership = forms.SelectField(
        what="a partnership", label="Partnership", choices=[("lichfield", "Lichfield"), ("rugby", "Rugby")]
    )
    visited = forms.DateField(what="the date of the visit", label="When did you visit?", hint="For example, 27 3 2027")
    starts = forms.TimeField(what="the time", label="When did it start?", hint="For example, 9:30am", required=False)
    quantity = forms.NumberField(what="the number of days", label="How many days?", suffix="days", width=4, most=5)
    spent = forms.MoneyField(what="what you spent", label="What did you spend?", required=False)
    happened = forms.RadiosField(
        what="what came of it",
        label="What came of it?",
        choices=[("agreed", "A project was agreed"), ("later", "We meet again"), ("help", "They need more help")],
        marks={"divider_before": "help"},
    )
    meet_again = forms.DateField(what="the date you meet again", label="When do you meet again?")
    help_needed = forms.LongTextField(what="the help they need", label="Which help?", max_characters=200, rows=3)
    barriers = forms.CheckboxesField(
        what="what stands in the way",
        label="What stands in the way?",
        hint="Select all that apply.",
        choices=BARRIERS,
        marks={"exclusive": "none"},
    )
    data_email = forms.EmailField(label="Who can send the figures sooner?", hint="Their email address")
    paper = forms.FileField(what="a paper", label="Paper", kinds=FILES, most_bytes=2 * 1024 * 1024, required=False)
    agreed = forms.ConsentField(what="the partnership has read this", label="The partnership has read this")
    reveals = {
        "happened": {"later": ["meet_again"], "help": ["help_needed"]},
        "barriers": {"data": ["data_email"]},
    }
    helper = forms.helper(
        forms.Fieldset("The visit", "partnership", "visited", "starts", "quantity", "spent"),
        forms.Fieldset("What follows", "happened", "barriers", "paper", "agreed"),
        forms.Buttons(
            forms.Button("Log visit"),
            forms.SecondaryButton("Save as a draft", name="draft"),
            forms.Link("Cancel", "#main"),
        ),
    )

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.limit_date(self, "visited", today=on, latest=on)
        forms.limit_date(self, "meet_again", today=on, earliest=on + dt.timedelta(days=1))


class MilestoneForm(forms.Form):
    """A row of several."""

    title = forms.TextField(what="the milestone", label="Milestone", max_length=80)
    by = forms.DateField(what="the date it is due", label="By when?")


class MilestoneFormSet(forms.FormSet):
    """Rows with buttons to add and remove them."""

    row_name = "Milestone"
    add_label = "Add another milestone"


MilestonesFormSet: Any = django_forms.formset_factory(MilestoneForm, formset=MilestoneFormSet, extra=2, max_num=5)


class WordingForm(forms.VersionedFormMixin, forms.Form):
    """What two people may work on at once."""

    title = forms.TextField(what="the title", label="Title", max_length=80)
    outcome = forms.LongTextField(what="the outcome", label="What will be different?", rows=3)


class SignInForm(django_forms.Form):
    """A form that knows nothing of the portal: Django's own fields and messages."""

    login = django_forms.EmailField(label="Email address", widget=django_forms.EmailInput({"placeholder": "Email"}))
    password = django_forms.CharField(label="Password", widget=django_forms.PasswordInput)
    age = django_forms.IntegerField(label="Years in the partnership", required=False)
    born = django_forms.DateField(label="First day")
    kind = django_forms.ChoiceField(label="Kind", choices=[("a", "Member"), ("b", "Guest")])
    remember = django_forms.BooleanField(label="Remember me", required=False)
