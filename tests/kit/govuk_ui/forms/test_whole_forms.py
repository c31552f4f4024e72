"""What stands around fields: the summary, the title's "Error:", fieldsets, buttons, the order of things."""

import datetime as dt

import pytest
from crispy_forms.layout import HTML, Column, Div, Hidden, Reset, Row, Submit
from django.core.exceptions import ValidationError

from kit.govuk_ui import forms
from tests.kit.govuk_ui.forms.reading import CRISPY, faults, find, links, one, parsed, rendered, words

LOAD = "{% load govuk_forms crispy_forms_tags crispy_forms_filters %}"


class MeetingForm(forms.Form):
    title = forms.TextField(what="a title", label="Title")
    start = forms.DateField(what="the first day", label="First day")
    secret = forms.TextField(what="a secret", widget=forms.TextField.widget.__bases__[0](attrs={"type": "hidden"}))

    def clean(self) -> None:
        raise ValidationError("No room is free & nobody is in")


class PlainForm(forms.Form):
    title = forms.TextField(what="a title", label="Title")
    place = forms.TextField(what="a place", label="Place", required=False, hint="A room, or a <b>link</b>")


# --- The summary ------------------------------------------------------------------------------------------------------
def test_the_summary_is_an_alert_with_what_is_of_no_one_field_first() -> None:
    page = parsed(MeetingForm({}))

    summary = one(page, ".govuk-error-summary[data-module=govuk-error-summary]")
    assert words(one(summary, "[role=alert] > h2")) == "There is a problem"
    assert links(page)[:3] == [
        ("No room is free & nobody is in", ""),
        ("Enter a title", "#id_title"),
        ("Enter the first day", "#id_start_day"),
    ]


def test_the_summary_stands_once_wherever_it_is_asked_for() -> None:
    above = f"{LOAD}{{% error_summary form %}}<h1>Meeting</h1>{{% crispy form %}}"

    assert len(find(parsed(PlainForm({})), ".govuk-error-summary")) == 1
    page = parsed(PlainForm({}), above)
    assert len(find(page, ".govuk-error-summary")) == 1
    assert find(page, ".govuk-error-summary ~ h1")


def test_several_forms_share_a_summary() -> None:
    source = f"{LOAD}{{% error_summary form other %}}"

    page = parsed(PlainForm({}, prefix="a"), source, other=PlainForm({}, prefix="b"))

    assert links(page) == [("Enter a title", "#id_a-title"), ("Enter a title", "#id_b-title")]


def test_a_form_that_is_not_there_has_no_summary() -> None:
    assert rendered(f"{LOAD}{{% error_summary form %}}").strip() == ""


def test_the_summary_follows_the_layout() -> None:
    class TurnedForm(PlainForm):
        other = forms.TextField(what="another")
        helper = forms.helper("other", forms.Fieldset("Main", "title"))

    assert [text for text, href in links(parsed(TurnedForm({})))] == ["Enter another", "Enter a title"]


def test_each_of_several_messages_of_a_field_is_shown_and_listed() -> None:
    form = PlainForm({"title": "x"})
    form.add_error("title", "It is taken")
    form.add_error("title", "It is too plain")

    page = parsed(form)

    assert links(page) == [("It is taken", "#id_title"), ("It is too plain", "#id_title")]
    assert len(find(page, "#id_title_error > .govuk-error-message")) == 2


# --- The form itself --------------------------------------------------------------------------------------------------
def test_a_form_leaves_checking_to_the_server() -> None:
    form = one(parsed(PlainForm()), "form")

    assert form.get("novalidate") is not None
    assert form.get("method") == "post"
    assert form.get("enctype") is None


def test_only_a_form_that_changes_something_carries_a_token() -> None:
    class SearchForm(forms.Form):
        q = forms.SearchField(label="Search")
        helper = forms.helper("q", method="get", action="/search")

    assert "csrfmiddlewaretoken" in rendered(CRISPY, form=PlainForm(), csrf_token="x")
    search = rendered(CRISPY, form=SearchForm(), csrf_token="x")
    assert "csrfmiddlewaretoken" not in search
    assert 'action="/search"' in search


def test_a_form_with_a_file_is_sent_in_parts() -> None:
    class PaperForm(forms.Form):
        paper = forms.FileField()

    assert one(parsed(PaperForm()), "form").get("enctype") == "multipart/form-data"


def test_hidden_fields_are_carried_without_a_group() -> None:
    page = parsed(MeetingForm())

    assert one(page, "[name=secret]").get("type") == "hidden"
    assert len(find(page, "form > .govuk-form-group")) == 2


def test_a_form_may_say_nothing_of_optional_fields() -> None:
    form = PlainForm()
    form.show_optional = False

    assert "(optional)" in words(parsed(PlainForm()))
    assert "(optional)" not in words(parsed(form))


# --- Layout -----------------------------------------------------------------------------------------------------------
class LaidOutForm(PlainForm):
    helper = forms.helper(
        forms.Fieldset(
            "The meeting & its place",
            forms.Field("title", label_size="l", heading=True, css_class="wide", data_x="1"),
            Row(Column("place", css_class="narrow"), css_id="row"),
            hint="Where people come together",
        ),
        Div(HTML("<p>{{ said }}</p>"), css_class="box"),
        forms.Buttons(
            forms.Button("Save & go on"),
            forms.SecondaryButton("Save as a draft", name="draft"),
            forms.WarningButton("Cancel the meeting", name="do", value="cancel"),
            forms.Link("Back", "/meetings/?a=1&b=2"),
        ),
    )


def test_a_layout_nests_and_names_its_parts() -> None:
    page = parsed(LaidOutForm(), said="Tea is served")

    fieldset = one(page, "fieldset.portal-fieldset")
    assert faults(page) == []
    assert words(one(fieldset, "legend.govuk-fieldset__legend--m")) == "The meeting & its place"
    assert words(page.get_element_by_id(fieldset.get("aria-describedby"))) == "Where people come together"
    assert find(fieldset, "#row.portal-form-row > .portal-form-column.narrow [name=place]")
    assert words(one(page, ".box > p")) == "Tea is served"


def test_a_legend_and_a_button_are_words_and_nothing_else() -> None:
    class OddForm(PlainForm):
        helper = forms.helper(forms.Fieldset("{{ said }} <b>", "title"), forms.Buttons(forms.Button("{{ said }} <i>")))

    page = parsed(OddForm(), said="not asked")

    assert words(one(page, "legend")) == "{{ said }} <b>"
    assert words(one(page, "button")) == "{{ said }} <i>"


def test_a_layout_draws_a_hidden_field_bare() -> None:
    class CarryingForm(MeetingForm):
        helper = forms.helper("secret", forms.Fieldset("When", "start"), "title")

    page = parsed(CarryingForm())

    assert len(find(page, "[name=secret]")) == 1
    assert one(page, "form > [name=secret]").get("type") == "hidden"
    assert len(find(page, ".govuk-form-group [name=title]")) == 1


def test_a_layout_that_names_a_field_the_form_has_not_is_a_mistake() -> None:
    class WrongForm(PlainForm):
        helper = forms.helper("nowhere")

    with pytest.raises(KeyError, match="nowhere"):
        rendered(CRISPY, form=WrongForm())


def test_a_label_may_be_the_title_of_the_page() -> None:
    page = parsed(LaidOutForm())

    assert words(one(page, "h1 > label.govuk-label--l")) == "Title"
    assert words(one(page, "label.govuk-label--s")) == "Place (optional)"


def test_a_legend_may_be_the_title_of_the_page() -> None:
    class DayForm(forms.Form):
        day = forms.DateField(what="the day", label="Which day?")
        helper = forms.helper(forms.Field("day", label_size="xl", heading=True))

    assert words(one(parsed(DayForm()), "legend.govuk-fieldset__legend--xl > h1")) == "Which day?"


def test_extra_attributes_reach_the_control() -> None:
    title = one(parsed(LaidOutForm()), "[name=title]")

    assert "wide" in title.get("class").split()
    assert title.get("data-x") == "1"


def test_buttons_say_what_they_do_and_are_not_sent_twice() -> None:
    page = parsed(LaidOutForm())

    buttons = find(page, ".govuk-button-group > button[type=submit][data-prevent-double-click=true]")
    assert [(words(each), each.get("name"), each.get("value")) for each in buttons] == [
        ("Save & go on", None, None),
        ("Save as a draft", "draft", "yes"),
        ("Cancel the meeting", "do", "cancel"),
    ]
    assert "govuk-button--secondary" in buttons[1].get("class")
    assert "govuk-button--warning" in buttons[2].get("class")
    assert one(page, ".govuk-button-group > a.govuk-link").get("href") == "/meetings/?a=1&b=2"


def test_the_librarys_own_buttons_look_the_same() -> None:
    class OldForm(PlainForm):
        helper = forms.helper(
            "title", Submit("save", "Save", css_class="extra"), Reset("reset", "Start again"), Hidden("next", "/x")
        )

    page = parsed(OldForm())

    save = one(page, "button[type=submit]")
    assert save.get("class").split() == ["govuk-button", "extra"]
    assert (words(save), save.get("name"), save.get("value")) == ("Save", "save", "Save")
    assert one(page, "button[type=reset]").get("class").split() == ["govuk-button", "govuk-button--secondary"]
    assert one(page, "input[type=hidden][name=next]").get("value") == "/x"


def test_inputs_added_to_a_helper_stand_in_a_group_below() -> None:
    class InputForm(PlainForm):
        helper = forms.helper()

    InputForm.helper.add_input(Submit("save", "Save"))

    assert words(one(parsed(InputForm()), "form > .govuk-button-group:last-child")) == "Save"


# --- The answers ------------------------------------------------------------------------------------------------------
def test_answers_are_shown_once_more_in_words() -> None:
    class AnswersForm(forms.Form):
        day = forms.DateField(what="the day")
        at = forms.TimeField(what="the time")
        grant = forms.MoneyField(what="the grant")
        days = forms.NumberField(what="the days", suffix="days")
        kind = forms.RadiosField(what="a kind", choices=[("a", "Apples & pears")])
        several = forms.CheckboxesField(what="some", choices=[("a", "Apples"), ("b", "<b>Pears</b>"), ("c", "Plums")])
        text = forms.LongTextField(what="the text")
        seen = forms.YesNoField(what="yes or no")
        agreed = forms.TickField(what="it")
        nothing = forms.TextField(what="nothing", required=False)
        password = forms.PasswordField()

    form = AnswersForm(
        {
            "day_day": "4",
            "day_month": "6",
            "day_year": "2027",
            "at": "14:30",
            "grant": "19600",
            "days": "1.5",
            "kind": "a",
            "several": ["a", "b"],
            "text": "One.\r\n<i>Two.</i>",
            "seen": "no",
            "password": "secret words",
        }
    )

    assert form.is_valid(), form.errors
    rows = {row.key: str(row.value).replace("\xa0", " ") for row in forms.summary_rows(form)}
    assert rows == {
        "Day": "4 June 2027",
        "At": "2:30pm",
        "Grant": "£19,600",
        "Days": "1.5 days",
        "Kind": "Apples &amp; pears",
        "Several": "Apples<br>&lt;b&gt;Pears&lt;/b&gt;",
        "Text": "One.<br>&lt;i&gt;Two.&lt;/i&gt;",
        "Seen": "No",
        "Agreed": "No",
        "Nothing": "",
    }


def test_an_answer_leads_back_to_its_field() -> None:
    class DayForm(forms.Form):
        day = forms.DateField(what="the day")

    form = DayForm({"day_day": "4", "day_month": "6", "day_year": "2027"})
    form.full_clean()
    source = "{% include 'govuk/summary.html' with url='/visit/' %}"

    page = parsed(form, source)

    assert form.cleaned_data["day"] == dt.date(2027, 6, 4)
    assert one(page, "dd a").get("href") == "/visit/#id_day_day"
