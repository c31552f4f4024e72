"""Beginning from last year's: shown beside each statement, nothing answered, its actions come along undone."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import Partnership
from selfassessment.models import Action, AgreedAnswer, Assessment
from selfassessment.rules.reading import read_framework
from selfassessment.selectors.following import last_years
from selfassessment.services.actions import Wording, add_action
from selfassessment.services.answering import start_assessment
from selfassessment.services.frameworks import keep
from selfassessment.services.reopening import reopen_assessment
from tests.factories import PersonFactory
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import LOADED, SMALL, choose, given_version
from tests.factories.programmes import PartnershipFactory, ProgrammeFactory
from tests.queries import queries_for

pytestmark = pytest.mark.django_db
LOW = {"one.first": 1, "one.second": "na"}


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


@pytest.fixture
def before(world):
    """The year before this one."""
    return ProgrammeFactory(region=world.here.programme.region, starts=date(2025, 4, 1), ends=date(2026, 3, 31))


@pytest.fixture
def earlier(world, before):
    """One's own partnership in that year."""
    county = PartnershipFactory(programme=before, is_county=True, area=world.own.county.area)
    return PartnershipFactory(programme=before, tier=world.own.tier, county=county, area=world.own.area)


def told(response):
    return " ".join(response.content.decode().split())


def overview(world):
    return reverse("assessment", args=[world.own.pk])


def start(client, world, **said):
    return client.post(reverse("start_assessment", args=[world.own.pk]), said, follow=True)


def begun(world, last):
    """This year's, which follows last year's."""
    choose(world.here.programme, last.made_on)
    return start_assessment(partnership=world.own, by=world.people["representative"], at=ASSESSED, follows=last)


def test_where_last_years_stands_one_chooses_how_to_begin(representative, world, earlier):
    last = make_completion(earlier, LOW)
    choose(world.here.programme, last.made_on)

    asked = told(representative.get(overview(world)))
    missing = told(start(representative, world))
    nothing = Assessment.objects.filter(partnership=world.own).exists()
    start(representative, world, begin="last_year")

    assert "How do you want to begin?" in asked
    assert "of 18 May 2026, beside each statement" in asked
    assert "Select how you want to begin" in missing
    assert not nothing
    assert Assessment.objects.get(partnership=world.own).follows == last
    assert not AgreedAnswer.objects.filter(assessment__partnership=world.own).exists()


def test_starting_fresh_follows_nothing(representative, world, earlier):
    last = make_completion(earlier, LOW)
    choose(world.here.programme, last.made_on)

    start(representative, world, begin="fresh")

    assert Assessment.objects.get(partnership=world.own).follows is None


def test_an_answer_that_is_no_choice_begins_nothing(representative, world, earlier):
    choose(world.here.programme, make_completion(earlier, LOW).made_on)

    page = told(start(representative, world, begin="everything"))

    assert "Select how you want to begin from the list" in page
    assert not Assessment.objects.filter(partnership=world.own).exists()


def test_pressing_twice_begins_once_and_carries_actions_once(representative, world, earlier):
    last = make_completion(earlier, LOW)
    add_action(partnership=earlier, theme="one", wording=Wording("Meet", "Us"), by=PersonFactory(), at=COMPLETED)
    choose(world.here.programme, last.made_on)

    for _ in range(2):
        start(representative, world, begin="last_year")

    assert Assessment.objects.filter(partnership=world.own).count() == 1
    assert Action.objects.filter(partnership=world.own).count() == 1


def test_actions_come_along_none_done_and_without_last_years_days(world, earlier):
    last = make_completion(earlier, LOW)
    done = Wording("Meet", "Us", by_when=COMPLETED.date(), done_on=COMPLETED.date())
    add_action(partnership=earlier, theme="one", wording=done, by=PersonFactory(), at=COMPLETED)

    begun(world, last)

    carried = Action.objects.get(partnership=world.own)
    assert (carried.what, carried.done_on, carried.by_when) == ("Meet", None, None)
    assert Action.objects.get(partnership=earlier).done_on == COMPLETED.date()


def test_last_years_score_and_comment_stand_beside_the_statement(representative, world, earlier):
    assessment = begun(world, make_completion(earlier, LOW, comment="Two <meetings>"))

    theme = told(representative.get(reverse("assess_theme", args=[assessment.pk, "one"])))
    statement = told(representative.get(reverse("agree_statement", args=[assessment.pk, "one.second"])))

    assert ("Last year: 1. None" in theme, "Last year: Not applicable" in theme) == (True, True)
    assert theme.count("Two &lt;meetings&gt;") == 2
    assert ("Last year: Not applicable" in statement, "Two &lt;meetings&gt;" in statement) == (True, True)
    assert "checked" not in theme.split("<main")[1]


def reworded():
    """A second version, of which the second statement is another one."""
    return keep(
        read_framework(SMALL.replace("version: 1", "version: 2").replace("one.second", "one.other")),
        "",
        by=None,
        at=LOADED,
    )[0]


def test_of_another_version_only_statements_that_are_still_there_are_shown(representative, world, earlier):
    last = make_completion(earlier, LOW)
    choose(world.here.programme, reworded())
    assessment = start_assessment(partnership=world.own, by=world.people["representative"], at=ASSESSED, follows=last)

    page = told(representative.get(reverse("assess_theme", args=[assessment.pk, "one"])))

    assert "Last year: 1. None" in page
    assert page.count("Last year: ") == 1


def test_a_framework_with_other_statements_has_nothing_to_follow(representative, world, earlier):
    make_completion(earlier, LOW)
    choose(world.here.programme, given_version("two-tier-working"))

    page = told(representative.get(overview(world)))

    assert "How do you want to begin?" not in page
    assert "Start the self-assessment" in page


def test_a_district_of_the_same_code_is_the_same_place_under_another_name(world, earlier):
    last = make_completion(earlier, LOW)
    Partnership.objects.filter(pk=world.own.pk).update(gss_code="E07000001")
    Partnership.objects.filter(pk=earlier.pk).update(gss_code="E07000001", area="Old name")
    world.own.refresh_from_db()
    world.own.programme = world.here.programme
    found = last_years(world.own, last.made_on)
    Partnership.objects.filter(pk=earlier.pk).update(gss_code="E07000002", area=world.own.area)

    assert found == last
    assert last_years(world.own, last.made_on) is None


def test_what_is_not_completed_or_was_opened_again_is_not_followed(world, before, earlier):
    make_assessment(earlier, LOW)
    version = earlier.assessment.made_on
    unfinished = last_years(world.own, version)
    last = make_completion(earlier, {})
    manager = PersonFactory()
    before.roles.create(kind="manager", person=manager, since=ASSESSED.date())
    standing = last_years(world.own, version)
    reopen_assessment(completion=last, reason="Why", by=manager, at=COMPLETED)

    assert (unfinished, standing, last_years(world.own, version)) == (None, last, None)


def test_who_follows_asks_no_more_the_more_there_is(representative, world, earlier):
    version = given_version("key-success-criteria")
    choose(earlier.programme, version)
    answers = dict.fromkeys(version.statements.values_list("key", flat=True), 2)
    assessment = begun(world, make_completion(earlier, answers, comment="Why"))
    addresses = [
        reverse("assess_theme", args=[assessment.pk, "vision"]),
        reverse("agree_statement", args=[assessment.pk, next(iter(answers))]),
    ]

    for address in addresses:
        representative.get(address)

    assert [len(queries_for(address, representative)) <= 8 for address in addresses] == [True, True]
