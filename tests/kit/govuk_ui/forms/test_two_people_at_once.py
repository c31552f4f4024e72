"""Two people with the same form: the second is told, loses nothing, and overwrites only by choice."""

from typing import Any

import pytest
from django.db import connection, models, transaction

from kit.govuk_ui import forms
from tests.at_once import at_once, meeting
from tests.kit.govuk_ui.forms.reading import control, described, links, parsed, words


class WordingForm(forms.VersionedFormMixin, forms.Form):
    title = forms.TextField(what="the title", label="Title")
    due = forms.DateField(what="the date", label="Due", required=False)


STORED = {"title": "Fewer, better measures", "due": None}
TYPED = {"title": "Ten measures", "due_day": "4", "due_month": "6", "due_year": "2027", "version": "3"}


def form(version: int, typed: dict[str, str] = TYPED) -> WordingForm:
    return WordingForm(typed, initial=STORED, version=version, changed_by="Odile Marchbank")


def test_a_form_carries_the_version_it_was_opened_with() -> None:
    page = parsed(WordingForm(initial=STORED, version=3))

    assert (control(page, "version").get("type"), control(page, "version").get("value")) == ("hidden", "3")


def test_the_version_seen_is_saved_over() -> None:
    assert form(3).is_valid()
    saved = form(3)
    saved.full_clean()
    assert saved.seen_version == 3


def test_another_version_is_refused_and_says_who_was_first() -> None:
    page = parsed(form(4))

    ((said, href),) = links(page)
    assert said.startswith("Odile Marchbank changed this while you were working on it.")
    assert href == ""


def test_what_was_typed_is_kept_beside_what_the_other_saved() -> None:
    page = parsed(form(4))

    title = control(page, "title")
    assert title.get("value") == "Ten measures"
    assert described(page, title) == "Saved meanwhile: Fewer, better measures"
    assert control(page, "due_day").get("value") == "4"
    assert "Saved meanwhile: nothing" in words(page)


def test_saving_again_is_then_a_choice() -> None:
    page = parsed(form(4))

    again = form(4, TYPED | {"version": control(page, "version").get("value")})
    assert again.is_valid()


def test_a_third_person_in_between_is_seen_too() -> None:
    assert not form(5, TYPED | {"version": "4"}).is_valid()


@pytest.mark.parametrize("sent", ["", "x", "-3", "9" * 40, None])
def test_a_version_that_did_not_come_back_is_no_version(sent: str | None) -> None:
    typed = {**TYPED, "version": sent} if sent is not None else {k: v for k, v in TYPED.items() if k != "version"}
    refused = form(3, typed)

    assert not refused.is_valid()
    assert list(refused.errors) == ["__all__"]


def test_with_nobody_named_it_was_somebody_else() -> None:
    refused = WordingForm(TYPED, initial=STORED, version=4)

    assert refused.non_field_errors()[0].startswith("Somebody else changed this")


def test_a_hostile_name_or_text_is_shown_as_words() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    refused = WordingForm(TYPED, initial={"title": hostile}, version=4, changed_by=hostile)

    assert not parsed(refused).xpath("//img")


def test_the_version_of_a_row_is_taken_from_the_row() -> None:
    class Row:
        version = 7

    class RowForm(forms.VersionedFormMixin, forms.Form):
        instance = Row()

    assert RowForm().stored_version == 7


class Wording(models.Model):
    """A table of this test's own."""

    version = models.PositiveIntegerField(default=1)
    title = models.TextField()

    class Meta:
        app_label = "tests"
        managed = False

    def __str__(self) -> str:
        return self.title


@pytest.fixture
def wording(transactional_db: None) -> Any:
    with connection.schema_editor() as schema:
        schema.create_model(Wording)
    yield Wording.objects.create(title="Fewer, better measures")
    with connection.schema_editor() as schema:
        schema.delete_model(Wording)


def save_both_at_once(row: Wording, guarded: bool) -> list[str]:
    """Two who both saw version 1, in transactions that are both open; who believes to have saved."""
    both = meeting(2)

    def save(title: str) -> str:
        with transaction.atomic():
            both.wait()
            rows = Wording.objects.filter(pk=row.pk)
            if guarded and not forms.take_version(rows, seen=1):
                return ""
            rows.update(title=title)
            return title

    return [title for title in at_once(lambda: save("Ruth's"), lambda: save("Odile's")) if title]


def test_of_two_saves_at_the_same_moment_one_wins(wording: Wording) -> None:
    saved = save_both_at_once(wording, guarded=True)

    wording.refresh_from_db()
    assert saved == [wording.title]
    assert wording.version == 2


def test_without_the_guard_both_would_believe_to_have_saved(wording: Wording) -> None:
    assert len(save_both_at_once(wording, guarded=False)) == 2


class WhyForm(forms.VersionedFormMixin, forms.Form):
    why = forms.LongTextField(what="why", label="Why", max_characters=200)


def test_what_the_other_wrote_is_shown_as_they_wrote_it() -> None:
    theirs = {"why": "It's R&D:\n<first> things first"}
    form = WhyForm({"why": "Mine", "version": "3"}, initial=theirs, version=4)

    assert "Saved meanwhile: It's R&D:<first> things first" in words(parsed(form))
    assert "R&amp;D:<br>&lt;first&gt;" in form.saved_meanwhile["why"]
