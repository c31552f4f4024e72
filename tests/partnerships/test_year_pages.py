"""The pages of a year: a message beside the field, nothing stored, nothing typed lost, nobody overwritten."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import connection
from django.test import Client

from partnerships.models import Programme, Rate, Terms
from partnerships.selectors.programmes import terms_drafted
from partnerships.selectors.setting_up import has_deputy
from partnerships.selectors.terms import rates_of
from tests.factories import PartnershipFactory, ProgrammeFactory, RoleFactory
from tests.queries import assert_same_queries

AT = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db
NEW = {
    "begin": "nothing",
    "name": "Learning",
    "region": "Far Coast",
    **{"starts_day": "1", "starts_month": "4", "starts_year": "2027"},
    **{"ends_day": "31", "ends_month": "3", "ends_year": "2028"},
    "key": "",
}


@pytest.fixture
def programme(client: Client) -> Programme:
    """A year being set up, whose manager is signed in."""
    role = RoleFactory(manager=True, programme=ProgrammeFactory(setting_up=True))
    client.force_login(role.person)
    return role.programme


def page_of(programme: Programme, step: str) -> str:
    return f"/years/{programme.key}/set-up/{step}/"


@pytest.mark.parametrize(
    "typed",
    ["-1", "0.001", "1e400", "NaN", "inf", "£", "12,34", "1" * 40, "six thousand"],
)
def test_money_that_is_none_is_refused_beside_the_field(client: Client, programme: Programme, typed: str) -> None:
    sent = {"version": "0", "amount_county": typed, "source_county": "Board minute 4"}
    response = client.post(page_of(programme, "rates"), sent)
    form = response.context["form"]
    assert list(form.errors) == ["amount_county"]
    assert form["amount_county"].value() == typed
    assert not Terms.objects.exists()


@pytest.mark.parametrize("typed", ["6300", "£6,300", "6,300.00", " 6300.0 ", "٦٣٠٠"], ids=range(5))
def test_money_as_people_write_it_is_kept(client: Client, programme: Programme, typed: str) -> None:
    client.post(
        page_of(programme, "rates"), {"version": "0", "amount_county": typed, "source_county": "Board minute 4"}
    )
    assert [str(rate.amount) for rate in Rate.objects.all()] == ["6300.00"]


def test_a_rate_without_a_source_is_refused(client: Client, programme: Programme) -> None:
    response = client.post(page_of(programme, "rates"), {"version": "0", "amount_county": "6300"})
    assert list(response.context["form"].errors) == ["source_county"]


def test_rates_leave_the_settings_alone_and_lead_to_the_next_step(client: Client, programme: Programme) -> None:
    client.post(page_of(programme, "support"), {"version": "0", "support_days": "1.75"})
    draft = terms_drafted(programme)
    assert draft is not None
    sent = {"version": draft.version, "amount_county": "1", "source_county": "x"}
    response = client.post(page_of(programme, "rates"), sent)
    draft = terms_drafted(programme)
    assert response.headers["Location"] == page_of(programme, "rules")
    assert draft is not None
    assert (str(draft.support_days), list(rates_of(draft))) == ("1.75", ["county"])


@pytest.mark.parametrize(
    ("step", "sent"),
    [
        ("words", {"district_word": "borough", "district_words": "boroughs"}),
        ("framework", {"framework": "Delivery competencies"}),
        ("dates", {"submission_day": "30", "submission_month": "6", "submission_year": "2026"}),
    ],
)
def test_two_people_never_overwrite_each_other(
    client: Client, programme: Programme, step: str, sent: dict[str, Any]
) -> None:
    client.post(page_of(programme, "framework"), {"version": "1", "framework": "The other's"})
    response = client.post(page_of(programme, step), {"version": "1", **sent})
    programme.refresh_from_db()
    assert "changed this while you were working on it" in response.content.decode()
    assert (programme.framework, programme.district_word, programme.key_dates.count()) == ("The other's", "", 0)


def test_a_double_submit_has_one_effect(client: Client, programme: Programme) -> None:
    for _ in range(2):
        client.post(page_of(programme, "support"), {"version": "0", "support_days": "2"})
    assert Terms.objects.count() == 1


def test_one_word_alone_is_refused(client: Client, programme: Programme) -> None:
    response = client.post(page_of(programme, "words"), {"version": "1", "county_word": "shire"})
    assert list(response.context["form"].errors) == ["county_words"]


def test_sharing_by_population_asks_whether_the_figures_are_confirmed(client: Client, programme: Programme) -> None:
    chosen = client.get(page_of(programme, "rules")).context["form"].initial
    response = client.post(
        page_of(programme, "rules"),
        {**chosen, "version": "0", "share_basis": "population", "populations_confirmed": ""},
    )
    assert list(response.context["form"].errors) == ["populations_confirmed"]
    assert not Terms.objects.exists()


def test_a_date_outside_the_year_is_refused(client: Client, programme: Programme) -> None:
    sent = {"version": "1", "submission_day": "31", "submission_month": "3", "submission_year": "2026"}
    response = client.post(page_of(programme, "dates"), sent)
    assert "must be the same as or after" in str(response.context["form"].errors["submission"])
    assert not programme.key_dates.exists()


@pytest.mark.parametrize("taken", ["same", "SAME"])
def test_a_key_that_is_taken_is_refused(client: Client, programme: Programme, taken: str) -> None:
    ProgrammeFactory(key="same")
    response = client.post("/years/add/", {**NEW, "key": taken})
    assert list(response.context["form"].errors) == ["key"]
    assert Programme.objects.count() == 2


@pytest.mark.parametrize("key", ["a b", "add/", "<b>", "Ä", "-a"])
def test_a_key_that_cannot_stand_in_an_address_is_refused(client: Client, programme: Programme, key: str) -> None:
    response = client.post("/years/add/", {**NEW, "key": key})
    assert list(response.context["form"].errors) == ["key"]


def test_whoever_adds_a_year_acts_in_it(client: Client, programme: Programme) -> None:
    ProgrammeFactory(key="far-coast-2027")
    response = client.post("/years/add/", NEW, follow=True)
    assert response.redirect_chain[-1][0] == "/years/far-coast-2027-2/set-up/"
    assert response.context["standing"].programme.key == "far-coast-2027-2"


def test_another_programme_cannot_be_copied(client: Client, programme: Programme) -> None:
    other = ProgrammeFactory()
    response = client.post("/years/add/", {**NEW, "begin": "copy", "source": str(other.pk)})
    assert list(response.context["form"].errors) == ["source"]


@pytest.mark.parametrize("page", ["set-up/words/", "terms/", "close/", "budget/add/", "check/"])
def test_a_closed_year_says_why_nothing_can_be_changed(client: Client, page: str) -> None:
    role = RoleFactory(manager=True, programme=ProgrammeFactory(closed=True))
    client.force_login(role.person)
    response = client.post(f"/years/{role.programme.key}/{page}", follow=True)
    assert response.redirect_chain[-1][0] == f"/years/{role.programme.key}/"
    assert "nothing in it can be changed" in response.content.decode()


def test_the_usual_rules_are_shown_before_anybody_has_saved_them(client: Client, programme: Programme) -> None:
    page = client.get(f"/years/{programme.key}/check/").content.decode()
    assert "More than half" in page
    assert "There are no rates yet" in page
    assert not Terms.objects.exists()


def test_own_words_are_used_on_the_pages_of_a_year(client: Client, programme: Programme) -> None:
    long = "metropolitan borough partnership"
    Programme.objects.filter(pk=programme.pk).update(district_word=long, district_words=f"{long}s")
    rules = client.get(page_of(programme, "rules")).content.decode()
    rates = client.get(page_of(programme, "rates")).content.decode()
    assert f"How many {long}s must have a project" in rules
    assert f"Offer to each {long}" in rates
    assert "How many districts" not in rules


def test_the_list_of_years_asks_the_same_for_any_length(client: Client, programme: Programme) -> None:
    person = programme.roles.get().person
    assert_same_queries(
        lambda n: [RoleFactory(manager=True, person=person, programme=ProgrammeFactory()) for _ in range(n)],
        "/years/",
        client,
    )


def test_the_list_shows_only_years_one_may_see(client: Client) -> None:
    other = ProgrammeFactory(name="Not to be seen")
    role = RoleFactory(facilitator=True)
    RoleFactory(agency=True, person=role.person, programme=other)
    client.force_login(role.person)
    page = client.get("/years/").content.decode().partition("<main")[2]
    assert role.programme.name in page
    assert other.name not in page


def test_a_year_without_terms_in_force_has_a_page_that_says_so(client: Client) -> None:
    role = RoleFactory(manager=True, programme=ProgrammeFactory(setting_up=True))
    client.force_login(role.person)
    response = client.get(f"/years/{role.programme.key}/terms/versions/")
    assert response.status_code == 200
    assert list(response.context["versions"]) == []


def test_a_draft_that_somebody_changed_since_is_not_discarded(client: Client) -> None:
    role = RoleFactory(manager=True)
    Terms.objects.create(programme=role.programme, number=1, made_at=AT, fixed_at=AT)
    draft = Terms.objects.create(programme=role.programme, number=2, made_at=AT, version=3, reason="r")
    client.force_login(role.person)
    address = f"/years/{role.programme.key}/terms/discard/"
    assert 'name="version"' in client.get(address).content.decode()
    told = client.post(address, {"version": "2"}, follow=True).content.decode()
    assert "Somebody changed the draft" in told
    assert Terms.objects.filter(pk=draft.pk).exists()
    client.post(address, {"version": "3"})
    assert not Terms.objects.filter(pk=draft.pk).exists()


def test_a_draft_without_a_rate_is_told_by_the_regions_own_word(client: Client) -> None:
    role = RoleFactory(manager=True)
    PartnershipFactory(programme=role.programme)
    Programme.objects.filter(pk=role.programme.pk).update(unitary_word="city", unitary_words="cities")
    draft = Terms.objects.create(programme=role.programme, number=1, made_at=AT, reason="r")
    client.force_login(role.person)
    address = f"/years/{role.programme.key}/terms/in-force/"
    told = client.post(address, {"version": str(draft.version)}, follow=True).content.decode()
    assert "it has no rate for cities" in told


@pytest.mark.parametrize(("kind", "leads"), [("manager", True), ("finance", True), ("steering", False)])
def test_the_year_leads_those_to_the_trail_who_may_read_it(client: Client, kind: str, leads: bool) -> None:
    role = RoleFactory(**{kind: True})
    client.force_login(role.person)
    assert ('href="/trail/"' in client.get(f"/years/{role.programme.key}/").content.decode()) is leads


def test_a_deputy_whose_role_has_ended_is_none(client: Client) -> None:
    role = RoleFactory(manager=True, is_deputy=True, over=True)
    assert not has_deputy(role.programme)
    RoleFactory(manager=True, is_deputy=True, programme=role.programme)
    assert has_deputy(role.programme)


@pytest.mark.parametrize("step", ["partnerships", "map", "deputy"])
def test_who_acts_in_another_year_is_led_into_this_one_and_back_to_the_page(client: Client, step: str) -> None:
    there = RoleFactory(manager=True)
    here = RoleFactory(manager=True, is_deputy=True, person=there.person, programme=ProgrammeFactory(setting_up=True))
    client.force_login(there.person)
    page = client.get(page_of(here.programme, step)).text
    assert f'name="role" value="{here.pk}"' in page
    sent = client.post("/role/", {"role": here.pk, "next": page_of(here.programme, step)})
    assert sent.headers["Location"] == page_of(here.programme, step)
    assert "Act as deputy programme manager there" in page
    assert "manager there" not in client.get(page_of(here.programme, step)).text


@pytest.mark.parametrize(
    "address", ["", "home", "partnership", "https://elsewhere.example/", "//elsewhere.example", "/\\x"]
)
def test_switching_roles_leads_to_no_other_place(client: Client, programme: Programme, address: str) -> None:
    role = programme.roles.get()
    assert client.post("/role/", {"role": role.pk, "next": address}).headers["Location"] == "/home/"


@pytest.mark.parametrize("page", ["set-up/rates/", "set-up/map/", "set-up/budget/", "budget/add/", "check/"])
def test_a_page_of_setting_up_says_of_which_programme_and_year_it_is(client: Client, page: str) -> None:
    year = ProgrammeFactory(setting_up=True, name="Learning", region="Marlvale", starts="2027-04-01", ends="2028-03-31")
    client.force_login(RoleFactory(manager=True, programme=year).person)
    assert "Learning, Marlvale, 2027 to 2028" in client.get(f"/years/{year.key}/{page}").text


def told(response: Any) -> list[str]:
    """Every message of a page's form."""
    return [str(text) for errors in response.context["form"].errors.values() for text in errors]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"amount_county": "6300"}, "Enter who decided the offer to each county, and where"),
        ({"source_county": "Board"}, "Enter the offer to each county, or remove who decided it"),
        ({"amount_county": "-1", "source_county": "Board"}, "The offer to each county must be £0 or more"),
        ({"amount_county": "x", "source_county": "Board"}, "The offer to each county must be an amount of money"),
    ],
    ids=["no source", "no amount", "below nothing", "no money"],
)
def test_a_message_about_a_rate_says_whose_it_is(
    client: Client, programme: Programme, sent: dict[str, str], message: str
) -> None:
    [said] = told(client.post(page_of(programme, "rates"), {"version": "0", **sent}))
    assert said.startswith(message)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"district_word": "borough"}, "Enter your word for many ‘districts’ too, or leave both empty"),
        ({"district_words": "boroughs"}, "Enter your word for one ‘district’ too, or leave both empty"),
        ({"county_word": "x" * 61, "county_words": "x"}, "Your word for one ‘county’ must be 60 characters or less"),
    ],
    ids=["one", "many", "long"],
)
def test_a_message_about_a_word_says_for_what_it_stands(
    client: Client, programme: Programme, sent: dict[str, str], message: str
) -> None:
    response = client.post(page_of(programme, "words"), {"version": programme.version, **sent})
    assert told(response)[-1] == message


def quicker_by_a_hair(deed: Callable[[], object]) -> Callable[..., Any]:
    """Lets another person do something after the view has read, and before its service begins to write."""
    done: list[object] = []

    def wrapper(execute: Callable[..., Any], sql: str, *rest: object) -> object:
        if sql.startswith("SAVEPOINT") and not done:
            done.append(True)
            deed()
        return execute(sql, *rest)

    return wrapper


def test_who_is_second_by_a_hair_sees_what_the_first_saved(client: Client, programme: Programme) -> None:
    first = partial(Programme.objects.filter(pk=programme.pk).update, framework="Theirs", version=programme.version + 1)
    with connection.execute_wrapper(quicker_by_a_hair(first)):
        sent = {"version": programme.version, "framework": "Mine"}
        form = client.post(page_of(programme, "framework"), sent).context["form"]
    assert (form.saved_meanwhile, form["framework"].value()) == ({"framework": "Theirs"}, "Mine")
    client.post(page_of(programme, "framework"), {"version": form["version"].value(), "framework": "Mine"})
    programme.refresh_from_db()
    assert programme.framework == "Mine"


def test_a_key_taken_this_very_moment_is_told_beside_the_field(client: Client, programme: Programme) -> None:
    with connection.execute_wrapper(quicker_by_a_hair(partial(ProgrammeFactory, key="taken"))):
        response = client.post(page_of(programme, "programme"), {**NEW, "version": programme.version, "key": "taken"})
    assert response.context["form"].errors == {"key": ["Another year has this short name. Choose a different one"]}


@pytest.mark.parametrize(
    ("raised", "field", "message"),
    [
        ("terms_share_by_population_once_confirmed", "share_basis", "Tick that the population figures are confirmed"),
        ("programme_key_that_nobody_named", NON_FIELD_ERRORS, "These answers do not fit together"),
    ],
)
def test_a_constraint_is_told_by_its_own_name_and_never_as_another(
    client: Client, programme: Programme, caplog: pytest.LogCaptureFixture, raised: str, field: str, message: str
) -> None:
    def refuse(execute: Callable[..., Any], sql: str, *rest: object) -> object:
        if sql.startswith('UPDATE "partnerships_terms"'):
            sql, rest = (
                f"DO $$BEGIN RAISE EXCEPTION '{raised}' USING ERRCODE = 'check_violation'; END$$",
                ((), *rest[1:]),
            )
        return execute(sql, *rest)

    chosen = client.get(page_of(programme, "rules")).context["form"].initial
    with connection.execute_wrapper(refuse):
        response = client.post(page_of(programme, "rules"), {**chosen, "version": "0", "populations_confirmed": ""})
    assert list(response.context["form"].errors) == [field]
    assert told(response)[0].startswith(message)
    assert not Terms.objects.exists()
    assert (raised in caplog.text) is (field == NON_FIELD_ERRORS)
