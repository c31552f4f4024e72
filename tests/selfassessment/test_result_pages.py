"""The page of a result: against last year and others of its kind, with its stage explained and its plan."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse

from kit.documents.structure import describe, problems_of
from selfassessment.models import Action, Completion
from selfassessment.rules.answering import Given
from selfassessment.rules.planning import Wording
from selfassessment.rules.reading import read_framework
from selfassessment.selectors.frameworks import words_of
from selfassessment.services.actions import add_action
from selfassessment.services.completing import complete_assessment
from selfassessment.services.frameworks import load_framework
from selfassessment.services.partners import answer_as_partner
from selfassessment.services.reopening import reopen_assessment
from tests.factories import PersonFactory
from tests.factories.assessments import COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import LOADED, SMALL, choose, given_version
from tests.factories.partners import make_partner
from tests.factories.programmes import PartnershipFactory, ProgrammeFactory
from tests.factories.reviews import make_joint_completion
from tests.queries import queries_for

pytestmark = pytest.mark.django_db
LOW, HIGH = {"one.first": 2, "one.second": 2}, {"one.first": 3, "one.second": 3}
LOWERS = SMALL.replace("  plan_below: 2.5\n", "  plan_below: 2.5\n  lower_stage_without_plan: true\n")
MEET = Wording("Meet the health trust", "Our coordinator", date(2026, 9, 1))


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


def told(client, completion, name="assessment_result"):
    return " ".join(client.get(reverse(name, args=[completion.pk])).content.decode().split())


def plan(partnership, wording=MEET, theme="one"):
    return add_action(partnership=partnership, theme=theme, wording=wording, by=PersonFactory(), at=COMPLETED)


def last_year_of(world, answers, *, version=None):
    """What the own partnership completed in the region's year before."""
    starts, ends = date(2025, 4, 1), date(2026, 3, 31)
    programme = ProgrammeFactory(region=world.here.programme.region, starts=starts, ends=ends)
    county = PartnershipFactory(programme=programme, area="Then", is_county=True)
    then = PartnershipFactory(programme=programme, area=world.own.area, district=True, county=county)
    if version:
        choose(programme, version)
    return make_completion(then, answers)


def test_the_group_and_its_size_are_said_and_nobody_is_named(representative, world):
    others = [*world.here.districts, *world.here.other_districts]
    for each in others:
        make_completion(each, LOW if each == world.own else HIGH)

    page = told(representative, Completion.objects.get(partnership=world.own))

    assert "middle half of the 5 districts that have completed" in page
    assert "this one among them" in page
    assert "Middle half of 5 districts" in page
    assert world.neighbour.area not in page


def test_where_too_few_have_completed_there_is_nobody_to_compare_with(representative, world):
    page = told(representative, make_completion(world.own, LOW))

    assert "Fewer than 5 have completed on this framework this year" in page
    assert "Middle half" not in page


def test_last_year_stands_beside_this_one(representative, world):
    last_year_of(world, HIGH)

    page = told(representative, make_completion(world.own, LOW))

    assert "Last year: Last, 3.00." in page
    assert "One fell most; no theme rose" in page
    assert 'data-label="Last year">3.00</td>' in page


def test_the_stage_is_explained_with_what_was_measured(representative, world):
    version = given_version("two-tier-working")
    choose(world.here.programme, version)
    answers = {row.key: 1 if row.theme == "roles" else 4 for row in version.statements.all()}

    page = told(representative, make_completion(world.own, answers))

    assert "3.40 is not below 2.0" in page
    assert "1 theme is below 2.0" in page
    assert page.index("1 theme is below 2.0") < page.index(">Holds<")


def test_a_score_near_a_limit_is_not_written_at_it(representative, world):
    version = load_framework(words=read_framework(near_the_limit()), at=LOADED)[0]
    choose(world.here.programme, version)
    answers = {row.key: 1 if row.place == 1 else 2 for row in version.statements.all()}

    page = told(representative, make_completion(world.own, answers))

    assert "Overall 1.995." in page
    assert "1.995 is below 2.0" in page


def near_the_limit():
    """The small framework with 200 statements, of which one at 1 gives 1.995."""
    more = "".join(f'      - {{key: one.n{number}, text: "We do {number}."}}\n' for number in range(198))
    return SMALL + more


def test_who_took_part_stays_as_it_was_when_a_partner_changes_its_answers_later(representative, world):
    assessment, later = make_assessment(world.own, LOW), COMPLETED + timedelta(days=1)
    partner = make_partner(assessment, "Ollerwick Police", {"one.first": 1})
    silent = make_partner(assessment, "Fire")
    completion = complete_assessment(assessment=assessment, by=PersonFactory(), at=COMPLETED)
    reopen_assessment(completion=completion, reason="More", by=world.people["manager"], at=later)
    for each, seen in ((partner, Given(1)), (silent, Given())):
        answer_as_partner(partner=each, given={"one.first": (Given(2), seen.mark)}, at=later)

    page = told(representative, completion)

    assert "Ollerwick Police" in page
    assert "Fire" not in page


def test_who_took_part_are_the_partners_that_answered(representative, world):
    assessment = make_assessment(world.own, LOW)
    make_partner(assessment, "Health trust of Ollerwick", {"one.first": 2})
    make_partner(assessment, "Silent chamber", {})
    completion = complete_assessment(assessment=assessment, by=PersonFactory(), at=COMPLETED)

    page = told(representative, completion)

    assert "Partners who took part" in page
    assert "Health trust of Ollerwick" in page
    assert "Silent chamber" not in page


def test_a_weak_theme_shows_its_action_or_asks_for_one(representative, world):
    completion = make_completion(world.own, LOW)
    before = told(representative, completion)

    plan(world.own)

    after = told(representative, completion)
    assert "No action yet on these. Add one:" in before
    assert reverse("add_action", args=[world.own.pk, "one"]) in before
    assert "No action yet" not in after
    assert "Our coordinator, by 1 September 2026" in after


def test_who_only_reads_is_not_asked_to_add_one(client, world):
    client.force_login(world.people["manager"])

    page = told(client, make_completion(world.own, LOW))

    assert "No action yet" in page
    assert reverse("add_action", args=[world.own.pk, "one"]) not in page


def test_the_files_rule_shows_the_stage_one_lower_until_there_is_an_action(representative, world):
    choose(world.here.programme, load_framework(words=read_framework(LOWERS), at=LOADED)[0])
    completion = make_completion(world.own, LOW)

    before = told(representative, completion)
    plan(world.own)
    after = told(representative, completion)

    assert "The scores come to “Last”. The stage shows one lower, “First”" in before
    assert "It is shown one lower until each theme that asks for an action has one." in before
    assert '<h1 class="govuk-heading-l">First</h1>' in before
    assert "one lower" not in after
    assert '<h1 class="govuk-heading-l">Last</h1>' in after
    assert completion.stage == "last"


@pytest.mark.parametrize("who", ["representative", "champion", "manager", "adviser"])
@pytest.mark.parametrize("key", ["key-success-criteria", "strategic-partnership-framework"])
def test_the_largest_frameworks_stay_within_the_budgets(client, world, who, key):
    version = choose(world.here.programme, given_version(key))
    keys = list(version.statements.values_list("key", flat=True))
    last_year_of(world, {each: place % 4 + 1 for place, each in enumerate(keys)}, version=version)
    for at, each in enumerate([*world.here.districts, *world.here.other_districts]):
        make_completion(each, {key: (at * 7 + place * 3) % 4 + 1 for place, key in enumerate(keys)})
    client.force_login(world.people[who])
    url = reverse("assessment_result", args=[Completion.objects.get(partnership=world.own).pk])

    client.get(url)

    assert len(queries_for(url, client)) <= 8
    assert len(client.get(url).content) <= 40_000


def test_a_joint_review_has_the_same_page_with_its_findings(representative, world):
    completion = make_joint_completion(world.own)

    page = told(representative, completion)

    assert "Joint review of 6 May 2026" in page
    assert "Government office: Dorothea Penhallow" in page
    assert "The board and the accountable body" in page
    assert "Share the priorities with every partner" in page
    assert "Priorities are agreed and not yet shared" in page
    assert "2. Some" in page
    assert "Open the review again" not in page


def test_the_table_of_a_joint_review_has_its_findings(representative, world):
    completion = make_joint_completion(world.own)
    url = reverse("completed_answers", args=[completion.pk])

    page = told(representative, completion, "completed_answers")
    rows = list(csv.reader(io.StringIO(body(representative.get(f"{url}?format=csv")))))

    assert "Every finding" in page
    assert rows[0] == ["Theme", "Level", "Level in figures", "Finding", "Key"]
    assert rows[1] == ["One", "2. Some", "2", "Priorities are agreed and not yet shared", "one"]


def body(response):
    return b"".join(response).decode("utf-8-sig")


def test_not_asked_not_answered_and_not_applicable_are_kept_apart(representative, world):
    more = SMALL.replace("version: 1", "version: 2") + '      - {key: one.third, text: "We learn."}\n'
    last_year_of(world, {"one.first": "na", "one.second": 3})
    choose(world.here.programme, load_framework(words=read_framework(more), at=LOADED)[0])
    completion = make_completion(world.own, {"one.first": 1, "one.second": "na"} | {"one.third": 2})

    url = reverse("completed_answers", args=[completion.pk])
    rows = list(csv.DictReader(io.StringIO(body(representative.get(f"{url}?format=csv")))))

    assert [(row["Answer"], row["Score"], row["Last year"]) for row in rows] == [
        ("1. None", "1", "Not applicable"),
        ("Not applicable", "", "3. All"),
        ("2. Some", "2", "Not asked"),
    ]


def test_the_paper_is_a_tagged_pdf_with_the_partnerships_name(representative, world):
    completion = make_completion(world.own, LOW)
    plan(world.own)

    response = representative.get(reverse("assessment_pdf", args=[completion.pk]))

    assert response["Content-Type"] == "application/pdf"
    facts = describe(response.content)
    assert problems_of(facts) == []
    assert facts.heading_levels[:2] == (1, 2)
    assert world.own.area.lower() in response["Content-Disposition"]


def test_the_paper_of_a_joint_review_is_made_too(representative, world):
    completion = make_joint_completion(world.own)

    response = representative.get(reverse("assessment_pdf", args=[completion.pk]))

    assert problems_of(describe(response.content)) == []
    assert response["Content-Disposition"].startswith('attachment; filename="joint-review-')


def test_what_was_given_up_counts_no_more(representative, world):
    completion = make_completion(world.own, LOW)
    Action.objects.filter(pk=plan(world.own).pk).update(dropped_at=COMPLETED)

    assert "No action yet" in told(representative, completion)


def test_of_many_gaps_the_lowest_are_shown_and_the_way_to_all(representative, world):
    version = given_version("two-tier-working")
    keys = [statement.key for theme in words_of(version).themes for statement in theme.statements]
    choose(world.here.programme, version)

    page = told(representative, make_completion(world.own, dict.fromkeys(keys[:9], 1)))

    assert page.count("1 of 4.") == 8
    assert "All 9 among the answers" in page
