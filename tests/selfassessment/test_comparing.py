"""What stands beside a result: who completed on the same version in the same year, and the year before."""

from datetime import date
from fractions import Fraction

import pytest

from partnerships.models import Partnership, Terms
from partnerships.selectors.standing import standing_of
from selfassessment.rules.quartiles import NONE, Group, Quartiles
from selfassessment.rules.reading import read_framework
from selfassessment.selectors.result_page import result_page
from selfassessment.selectors.result_words import group_of, plot_title
from selfassessment.services.frameworks import load_framework
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import COMPLETED, make_completion
from tests.factories.frameworks import LOADED, SMALL, choose, give_framework
from tests.factories.programmes import PartnershipFactory, ProgrammeFactory
from tests.factories.roles import RoleFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def complete(partnerships, scores):
    """Each with a score for both statements; their completions in turn."""
    pairs = zip(partnerships, scores, strict=True)
    return [make_completion(each, {"one.first": score, "one.second": score}) for each, score in pairs]


@pytest.fixture
def seen(world):
    """What the manager sees of a completion."""
    return lambda completion: result_page(standing_of(world.people["manager"], on=TODAY), completion.pk)


def test_the_own_tier_is_the_group_where_it_is_large_enough(world, seen):
    own = complete([*world.here.districts, *world.here.other_districts], (1, 1, 2, 3, 3))[0]
    complete([world.here.county], [3])

    found = seen(own).comparison

    assert (found.group, found.size) == (Group.TIER, 5)
    assert found.bands == {"one": Quartiles(Fraction(1), Fraction(2), Fraction(3))}


def test_a_county_is_compared_with_all_of_two_tiers(world, seen):
    complete(world.here.districts, (1, 1, 2))
    county = complete([world.here.county, world.here.other_county], (3, 3))[0]

    assert (seen(county).comparison.group, seen(county).comparison.size) == (Group.KIND, 5)


def test_the_limit_is_the_one_of_the_terms_in_force(world, seen):
    own = complete(world.here.districts, (1, 1, 2))[0]
    before = seen(own).comparison

    facts = {"programme": world.here.programme, "number": 1, "made_at": COMPLETED, "smallest_group": 3}
    Terms.objects.create(**facts, fixed_at=COMPLETED)

    assert (before, seen(own).comparison.group) == (NONE, Group.TIER)


def test_what_was_opened_again_is_on_another_version_or_of_another_year_does_not_count(world, seen):
    own, *others = complete([*world.here.districts, *world.here.other_districts], (1, 1, 2, 3, 3))
    complete(world.there.districts, (1, 1, 1))
    choose(world.here.programme, give_framework(number=2))
    complete([world.here.county], [3])

    reopen_assessment(completion=others[-1], reason="Wrong", by=world.people["manager"], at=COMPLETED)

    assert seen(own).comparison == NONE


@pytest.mark.parametrize(
    ("tier", "others", "said"),
    [
        ("district", ["district"] * 4, "5 districts"),
        ("district", ["county"] * 2 + ["district"] * 2, "5 counties and districts"),
        ("unitary", ["metropolitan"] * 4, "5 metropolitan districts and unitary authorities"),
        ("unitary", ["district"] * 4, "5 partnerships"),
        ("unitary", ["district"] * 3, ""),
    ],
)
def test_the_group_is_said_in_the_regions_words(world, seen, tier, others, said):
    county = world.here.county

    def one(kind, number):
        kinds = {"is_county": {"is_county": True}, "district": {"district": True, "county": county}}
        traits = {"county": {"is_county": True}, "metropolitan": {"metropolitan": True}, **kinds}.get(kind, {})
        return PartnershipFactory(programme=world.here.programme, area=f"Area {number}", **traits)

    own = complete([one(kind, number) for number, kind in enumerate([tier, *others])], [2] * (len(others) + 1))[0]

    assert group_of(seen(own)) == said


@pytest.fixture
def year_before(world):
    """The region's year before, and a year before that."""
    years = [(date(2025, 4, 1), date(2026, 3, 31)), (date(2024, 4, 1), date(2025, 3, 31))]
    region = world.here.programme.region
    return [ProgrammeFactory(key=f"m{a:%Y}", region=region, starts=a, ends=b) for a, b in years]


def former(world, programme, **facts):
    """The own partnership's row of another year, or one that differs from it."""
    own = world.own
    county = PartnershipFactory(programme=programme, area=own.county.area, is_county=True)
    named = {"area": own.area, "gss_code": own.gss_code, **facts}
    return PartnershipFactory(programme=programme, district=True, county=county, **named)


def test_last_year_is_the_same_partnerships_in_the_year_before(world, seen, year_before):
    version = give_framework()
    last = make_completion(former(world, year_before[0]), {"one.first": 2, "one.second": 3})
    own = make_completion(world.own, {"one.first": 1, "one.second": 2})

    found = seen(own).former

    assert (found.completion, found.stage, found.overall) == (last.pk, "Last", Fraction(5, 2))
    assert found.means == {"one": Fraction(5, 2)}
    assert last.made_on == version
    assert plot_title(seen(own)) == "One fell most; no theme rose"


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        pytest.param((1, 2, 1), (2, 2, 2), "Overview and Roles rose most; no theme fell", id="two rose alike"),
        pytest.param((3, 2, 3), (2, 3, 2), "Trust rose most; Overview and Roles fell most", id="two fell alike"),
        pytest.param((2, 2, 2), (2, 2, 2), "No theme moved since last year", id="none moved"),
    ],
)
def test_themes_that_moved_alike_are_named_together(world, seen, year_before, before, now, said):
    version = load_framework(words=read_framework(of_themes("Overview", "Trust", "Roles")), at=LOADED)[0]
    choose(world.here.programme, version)
    choose(year_before[0], version)
    answers = [{f"{at}.only": score for at, score in enumerate(scores)} for scores in (before, now)]
    make_completion(former(world, year_before[0]), answers[0])

    assert plot_title(seen(make_completion(world.own, answers[1]))) == said


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        pytest.param((2, 3, 2), "No theme is weak; Overview and Roles are the lowest", id="two are the lowest"),
        pytest.param((2, 2, 2, 2), "No theme is weak; 4 themes are the lowest", id="more than three"),
        pytest.param((1, 1, 3), "2 themes are weak", id="all that are weak alike"),
    ],
)
def test_themes_that_are_the_lowest_alike_are_named_together(world, seen, scores, said):
    titles = ("Overview", "Trust", "Roles", "Means")[: len(scores)]
    choose(world.here.programme, load_framework(words=read_framework(of_themes(*titles)), at=LOADED)[0])

    completion = make_completion(world.own, {f"{at}.only": score for at, score in enumerate(scores)})

    assert plot_title(seen(completion)) == said


def of_themes(*titles):
    """The small framework with these themes, each of one statement."""
    lines = [
        f'  - {{key: "t{at}", title: {title}, statements: [{{key: "{at}.only", text: We do it.}}]}}\n'
        for at, title in enumerate(titles)
    ]
    return SMALL[: SMALL.index("themes:\n") + len("themes:\n")] + "".join(lines)


def test_two_years_ago_is_not_last_year(world, seen, year_before):
    make_completion(former(world, year_before[1]), {"one.first": 2})
    own = make_completion(world.own, {"one.first": 1})

    assert seen(own).former is None


def test_what_was_opened_again_is_not_last_years_any_more(world, seen, year_before):
    last = make_completion(former(world, year_before[0]), {"one.first": 2})
    own = make_completion(world.own, {"one.first": 1})
    assert seen(own).former
    manager = RoleFactory(kind="manager", programme=year_before[0]).person

    reopen_assessment(completion=last, reason="Wrong", by=manager, at=COMPLETED)

    assert seen(own).former is None


@pytest.mark.parametrize(
    ("then", "now", "is_same"),
    [
        ({"gss_code": "E07000001", "area": "Renamed"}, {"gss_code": "E07000001"}, True),
        ({"gss_code": "E07000002"}, {"gss_code": "E07000001"}, False),
        ({"gss_code": ""}, {"gss_code": "E07000001"}, True),
        ({"gss_code": "E07000001"}, {"gss_code": ""}, True),
        ({"gss_code": "", "area": "Renamed"}, {"gss_code": ""}, False),
    ],
    ids=["same code", "another code", "no code then", "no code now", "another area"],
)
def test_a_partnership_is_known_by_its_code_else_by_its_area(world, seen, year_before, then, now, is_same):
    Partnership.objects.filter(pk=world.own.pk).update(**now)
    world.own.refresh_from_db()
    make_completion(former(world, year_before[0], **then), {"one.first": 2})

    assert (seen(make_completion(world.own, {"one.first": 1})).former is not None) is is_same


def test_another_version_of_the_framework_is_compared_theme_by_theme(world, seen, year_before):
    make_completion(former(world, year_before[0]), {"one.first": 2})
    choose(world.here.programme, give_framework(number=2))

    assert seen(make_completion(world.own, {"one.first": 1})).former.means == {"one": Fraction(2)}


LONGER = SMALL.replace('3: "All"', '3: "Most", 4: "All"').replace('3: "Always."', '3: "Often.", 4: "Always."')


@pytest.mark.parametrize(
    "text",
    [SMALL.replace("key: small", "key: other"), LONGER.replace("version: 1", "version: 2")],
    ids=["another framework", "another scale"],
)
def test_what_is_measured_otherwise_is_not_compared(world, seen, year_before, text):
    make_completion(former(world, year_before[0]), {"one.first": 2})
    choose(world.here.programme, load_framework(words=read_framework(text), at=LOADED)[0])

    assert seen(make_completion(world.own, {"one.first": 1})).former is None
