"""A programme year is set up, opened once, changed in versions, copied and closed; the trail keeps each deed."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection

from audit.models import Entry
from partnerships.errors import (
    DateOutsideYearError,
    NotManagerError,
    ProgrammeChangedError,
    ProgrammeClosedError,
    ProgrammeNotReadyError,
    ProgrammeOpenedError,
    TermsFixedError,
)
from partnerships.models import AccountableBody, Partnership, Programme, Role
from partnerships.selectors.programmes import terms_drafted, terms_in_force
from partnerships.selectors.terms import rates_of
from partnerships.selectors.terms_in_words import changed_in_words
from partnerships.services.key_dates import set_key_dates
from partnerships.services.limits import set_limits
from partnerships.services.programmes import change_programme, close_programme, confirm_step, open_programme
from partnerships.services.terms import discard_terms, draft_terms, fix_terms
from partnerships.services.words import set_words
from partnerships.services.years import NewYear, add_year
from tests.at_once import at_once
from tests.factories import PartnershipFactory, PersonFactory, ProgrammeFactory, RoleFactory

AT = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
RATES = {"county": (Decimal("6300.00"), "Board minute 4"), "district": (Decimal("6300.00"), "Board minute 4")}


def ready_year() -> Programme:
    """One that can be opened."""
    programme = ProgrammeFactory(setting_up=True, starts=date(2026, 4, 1), ends=date(2027, 3, 31))
    county = PartnershipFactory(programme=programme, is_county=True, area="Thessershire")
    PartnershipFactory(programme=programme, district=True, county=county, area="Ollerwick")
    draft_terms(programme=programme, rates=RATES, by=None, at=AT)
    set_key_dates(programme=programme, dates={"submission": date(2026, 6, 30)}, by=None, at=AT)
    programme.refresh_from_db()
    return programme


def open_year() -> Programme:
    return open_programme(programme=ready_year(), by=None, at=AT)


@pytest.mark.django_db
def test_opening_fixes_the_first_terms() -> None:
    programme = ready_year()
    by = RoleFactory(manager=True, programme=programme).person
    open_programme(programme=programme, by=by, at=AT)
    programme.refresh_from_db()
    terms = terms_in_force(programme)
    assert terms is not None
    assert (programme.state, programme.opened_at, terms.number, terms.fixed_by) == ("open", AT, 1, by)
    assert rates_of(terms) == RATES
    assert Entry.objects.of_programme(programme.pk).filter(action="programme.opened", actor=by).exists()


@pytest.mark.django_db
def test_a_year_that_is_not_ready_stays_as_it_was() -> None:
    programme = ProgrammeFactory(setting_up=True)
    with pytest.raises(ProgrammeNotReadyError) as refused:
        open_programme(programme=programme, by=None, at=AT)
    programme.refresh_from_db()
    assert [p.code for p in refused.value.problems] == ["no_rates", "no_submission_date", "no_partnerships"]
    assert programme.state == "setting_up"


@pytest.mark.django_db
def test_a_locality_without_districts_stands_in_the_way() -> None:
    programme = ready_year()
    PartnershipFactory(programme=programme, is_county=True, area="Umbershire", name="Umbershire Together")
    with pytest.raises(ProgrammeNotReadyError) as refused:
        open_programme(programme=programme, by=None, at=AT)
    assert refused.value.problems[0].about == ("Umbershire Together",)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_at_once_one_wins() -> None:
    programme = ready_year()
    opens = partial(open_programme, programme=programme, by=None, at=AT)
    assert at_once(opens, opens, refused=(ProgrammeOpenedError,)).count(ProgrammeOpenedError) == 1
    assert Entry.objects.of_programme(programme.pk).filter(action="programme.opened").count() == 1


@pytest.mark.django_db
def test_a_new_version_leaves_what_was_decided_as_it_was() -> None:
    programme = open_year()
    by = RoleFactory(manager=True, programme=programme).person
    first = terms_in_force(programme)
    draft = draft_terms(programme=programme, reason="The board raised it", by=by, at=AT)
    assert rates_of(draft) == RATES
    draft_terms(programme=programme, by=by, at=AT, majority="at_least_half", seen=draft.version)
    assert terms_in_force(programme) == first
    second = fix_terms(programme=programme, by=by, at=AT)
    assert (second.number, second.reason, second.majority) == (2, "The board raised it", "at_least_half")
    assert terms_in_force(programme) == second
    told = [(change.key, change.before, change.after) for change in changed_in_words(first, second, programme)]
    assert told == [("Majority", "More than half", "At least half")]


@pytest.mark.django_db
def test_of_two_who_change_a_draft_the_second_is_refused() -> None:
    programme = open_year()
    draft = draft_terms(programme=programme, reason="r", by=None, at=AT)
    draft_terms(programme=programme, by=None, at=AT, support_days=Decimal("2.00"), seen=draft.version)
    with pytest.raises(ProgrammeChangedError):
        draft_terms(programme=programme, by=None, at=AT, support_days=Decimal("3.00"), seen=draft.version)
    with pytest.raises(ProgrammeChangedError):
        fix_terms(programme=programme, by=None, at=AT, seen=draft.version)
    kept = terms_drafted(programme)
    assert kept is not None
    assert kept.support_days == Decimal("2.00")


@pytest.mark.django_db
def test_a_draft_without_a_rate_for_a_tier_of_the_year_is_not_put_into_force() -> None:
    programme = open_year()
    draft_terms(programme=programme, rates={"county": RATES["county"]}, reason="r", by=None, at=AT)
    with pytest.raises(ProgrammeNotReadyError) as refused:
        fix_terms(programme=programme, by=None, at=AT)
    assert [(problem.code, problem.about) for problem in refused.value.problems] == [("rates_missing", ("district",))]
    assert programme.terms.filter(fixed_at__isnull=False).count() == 1


@pytest.mark.django_db
def test_the_trail_keeps_what_a_draft_changed_and_nothing_else() -> None:
    programme = open_year()
    rates = {**RATES, "district": (Decimal("6500.00"), "Board minute 9")}
    draft_terms(programme=programme, rates=rates, reason="r", by=None, at=AT, smallest_group=6, county_counts=False)
    [entry] = Entry.objects.of_programme(programme.pk).filter(action="terms.drafted").order_by("-pk")[:1]
    assert entry.details["fields"] == {
        "smallest_group": ["5", "6"],
        "rate_district": ["6300.00, Board minute 4", "6500.00, Board minute 9"],
    }


@pytest.mark.django_db
def test_nobody_has_confirmed_the_population_figures_of_a_copied_year() -> None:
    source = open_year()
    by = RoleFactory(manager=True, programme=source).person
    draft_terms(programme=source, reason="r", by=None, at=AT, populations_confirmed=True, share_basis="population")
    fix_terms(programme=source, by=None, at=AT)
    days = {"starts": date(2027, 4, 1), "ends": date(2028, 3, 31)}
    role = add_year(year=NewYear(key="next", name="Next", region="North", source=source, **days), by=by, at=AT)
    draft = terms_drafted(role.programme)
    assert (draft.share_basis, draft.populations_confirmed) == ("equal", False)


@pytest.mark.django_db
def test_a_draft_that_is_gone_is_neither_changed_nor_put_into_force() -> None:
    programme = open_year()
    draft = draft_terms(programme=programme, reason="r", by=None, at=AT)
    discard_terms(programme=programme, by=None, at=AT)
    with pytest.raises(TermsFixedError):
        draft_terms(programme=programme, by=None, at=AT, seen=draft.version, smallest_group=6)
    with pytest.raises(TermsFixedError):
        fix_terms(programme=programme, by=None, at=AT)
    assert programme.terms.count() == 1


@pytest.mark.django_db
def test_key_dates_last_until_the_last_second_in_london_and_lie_in_the_year() -> None:
    programme = ready_year()
    dates = {"submission": None, "enrolment": date(2026, 7, 1), "evaluation": date(2027, 3, 31)}
    set_key_dates(programme=programme, dates=dates, by=None, at=AT)
    kept = dict(programme.key_dates.values_list("kind", "closes_at"))
    assert kept == {
        "enrolment": datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC),
        "evaluation": datetime(2027, 3, 31, 22, 59, 59, tzinfo=UTC),
    }
    with pytest.raises(DateOutsideYearError):
        set_key_dates(programme=programme, dates={"evaluation": date(2027, 4, 1)}, by=None, at=AT)
    assert dict(programme.key_dates.values_list("kind", "closes_at")) == kept


def test_a_county_is_told_from_the_place_it_makes_up_with_its_districts_in_the_regions_word() -> None:
    programme = Programme(county_word="shire")

    assert programme.called("Umber", "county") == "Umber (shire)"
    assert programme.called("Vintle", "district") == "Vintle"


@pytest.mark.django_db
def test_words_are_kept_with_what_they_were() -> None:
    programme = ready_year()
    set_words(programme=programme, words={"district_word": "borough"}, by=None, at=AT, seen=programme.version)
    with pytest.raises(ProgrammeChangedError):
        set_words(programme=programme, words={"district_word": "shire"}, by=None, at=AT, seen=programme.version)
    programme.refresh_from_db()
    assert programme.word("district") == "borough"
    entry = Entry.objects.get(action="programme.words_changed")
    assert entry.details == {"fields": {"district_word": ["", "borough"]}}


@pytest.mark.django_db
def test_a_closed_year_is_read_only() -> None:
    programme = open_year()
    draft_terms(programme=programme, reason="r", by=None, at=AT)
    close_programme(programme=programme, by=None, at=AT)
    programme.refresh_from_db()
    for write in (
        lambda: draft_terms(programme=programme, by=None, at=AT),
        lambda: fix_terms(programme=programme, by=None, at=AT),
        lambda: set_words(programme=programme, words={"county_word": "shire"}, by=None, at=AT),
        lambda: set_key_dates(programme=programme, dates={"submission": None}, by=None, at=AT),
        lambda: set_limits(programme=programme, contact_months=9, by=None, at=AT),
        lambda: change_programme(programme=programme, by=None, at=AT, name="Another"),
        lambda: open_programme(programme=programme, by=None, at=AT),
        lambda: close_programme(programme=programme, by=None, at=AT),
        lambda: confirm_step(programme=programme, step="map", by=None, at=AT),
    ):
        with pytest.raises(ProgrammeClosedError):
            write()
    assert (terms_drafted(programme), programme.key_dates.count()) == (None, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [{"finance": True}, {"manager": True, "over": True}], ids=["finance", "former"])
def test_only_who_manages_a_year_that_day_opens_closes_or_copies_it_or_decides_its_terms(role: dict[str, bool]) -> None:
    ready, year = ready_year(), open_year()
    by = RoleFactory(programme=ready, **role).person
    RoleFactory(programme=year, person=by, **role)
    RoleFactory(manager=True, person=by)  # of another year
    draft_terms(programme=year, reason="r", by=None, at=AT)
    for decide in (
        lambda: open_programme(programme=ready, by=by, at=AT),
        lambda: close_programme(programme=year, by=by, at=AT),
        lambda: fix_terms(programme=year, by=by, at=AT),
        lambda: discard_terms(programme=year, by=by, at=AT),
        lambda: add_year(year=new_year(year), by=by, at=AT),
    ):
        with pytest.raises(NotManagerError):
            decide()
    states = Programme.objects.filter(pk__in=[ready.pk, year.pk]).order_by("pk").values_list("state", flat=True)
    assert (list(states), terms_drafted(year) is not None) == (["setting_up", "open"], True)
    assert not Programme.objects.filter(key="next").exists()


@pytest.mark.django_db
def test_looking_through_a_step_is_kept_once() -> None:
    programme, by = ready_year(), PersonFactory()
    for _ in range(2):
        confirm_step(programme=programme, step="map", by=by, at=AT)
    programme.refresh_from_db()
    assert "map" in programme.steps_saved
    assert [entry.details for entry in Entry.objects.filter(action="programme.step_confirmed")] == [{"step": "map"}]


def new_year(source: Programme | None = None, *, with_people: bool = False) -> NewYear:
    starts, ends = date(2027, 4, 1), date(2028, 3, 31)
    return NewYear("next", "Learning", "Marlvale", starts, ends, source, with_people)


@pytest.mark.django_db
def test_whoever_adds_a_year_is_its_manager() -> None:
    by = PersonFactory()
    role = add_year(year=new_year(), by=by, at=AT)
    assert (role.person, role.kind, role.since) == (by, Role.Kind.MANAGER, date(2026, 4, 2))
    assert role.programme.state == "setting_up"
    assert Entry.objects.about(role).get().action == "role.given"


@pytest.mark.django_db
def test_a_year_copied_from_another_has_all_but_its_past() -> None:
    source = open_year()
    set_words(programme=source, words={"county_word": "shire", "county_words": "shires"}, by=None, at=AT)
    set_key_dates(programme=source, dates={"baseline": date(2026, 5, 1)}, by=None, at=AT)
    district = source.partnerships.get(tier="district")
    body = AccountableBody.objects.create(programme=source, name="Ollerwick Council", identifier="GB-LAE-OLL")
    Partnership.objects.filter(pk=district.pk).update(gss_code="E07000001", hex_q=1, hex_r=2, accountable_body=body)

    by = RoleFactory(manager=True, programme=source).person

    programme = add_year(year=new_year(source), by=by, at=AT).programme

    programme.refresh_from_db()
    copy = programme.partnerships.get(tier="district")
    draft = terms_drafted(programme)
    assert draft is not None
    assert (draft.number, rates_of(draft), terms_in_force(programme)) == (1, RATES, None)
    assert (programme.word("county"), programme.follows, programme.state) == ("shire", source, "setting_up")
    assert (copy.area, copy.gss_code, copy.hex_q, copy.county.programme) == ("Ollerwick", "E07000001", 1, programme)
    assert (copy.accountable_body.name, copy.accountable_body.programme) == ("Ollerwick Council", programme)
    assert set(programme.key_dates.values_list("closes_at", flat=True)) == {
        datetime(2027, 6, 30, 22, 59, 59, tzinfo=UTC),
        datetime(2027, 5, 1, 22, 59, 59, tzinfo=UTC),
    }
    assert programme.roles.count() == 1


@pytest.mark.django_db
def test_people_whose_roles_last_are_carried_over() -> None:
    source = open_year()
    district = source.partnerships.get(tier="district")
    by = RoleFactory(manager=True, programme=source).person
    lasting = RoleFactory(representative=True, partnership=district, until=source.ends)
    RoleFactory(champion=True, partnership=district, until=date(2026, 12, 31))
    adviser = RoleFactory(adviser=True, programme=source, assigned=[district])

    programme = add_year(year=new_year(source, with_people=True), by=by, at=AT).programme

    copy = programme.partnerships.get(tier="district")
    roles = {role.kind: role for role in programme.roles.all()}
    assert set(roles) == {"manager", "representative", "adviser"}
    assert (roles["representative"].person, roles["representative"].partnership) == (lasting.person, copy)
    assert (roles["representative"].since, roles["representative"].until) == (programme.starts, programme.ends)
    assert (roles["adviser"].person, roles["adviser"].until) == (adviser.person, None)
    assert list(roles["adviser"].assigned.all()) == [copy]


@pytest.mark.django_db
def test_copying_asks_the_same_for_one_partnership_and_for_many() -> None:
    counts = []
    for size in (1, 40):
        source = ProgrammeFactory()
        by = RoleFactory(manager=True, programme=source).person
        PartnershipFactory.create_batch(size, programme=source)
        with connection.execute_wrapper(counter := Counting()):
            year = NewYear(f"next-{size}", "Learning", "Marlvale", date(2027, 4, 1), date(2028, 3, 31), source, True)
            programme = add_year(year=year, by=by, at=AT).programme
        assert programme.partnerships.count() == size
        counts.append(counter.count)
    assert counts[0] == counts[1]


class Counting:
    """Counts statements."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.count += 1
        return execute(sql, params, many, context)
