"""How far a project is, by cases; and one by itself as the whole region says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.models import Terms
from projects.models import Project, Sharing
from projects.rules.progress import State, enough_shared, state_of
from projects.selectors.progress import progress_of
from projects.selectors.states import state_in, with_state
from tests.factories.projects import BEFORE, WRITTEN, give_terms, make_project

FURTHER = list(State)
FACTS = {"is_started": True, "is_shared": False, "is_submitted": False, "is_two_tier": True}


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        pytest.param({"is_started": False}, State.NOT_STARTED, id="nobody began"),
        pytest.param({}, State.DRAFT, id="begun"),
        pytest.param({"is_shared": True}, State.SHARED, id="shared"),
        pytest.param({"is_submitted": True}, State.SUBMITTED, id="submitted alone"),
        pytest.param({"is_submitted": True, "is_shared": True}, State.COUNTS, id="both"),
        pytest.param({"is_submitted": True, "is_two_tier": False}, State.COUNTS, id="single tier"),
    ],
)
def test_a_project_is_as_far_as_its_furthest_step(facts, state):
    assert state_of(**{**FACTS, **facts}) == state


@pytest.mark.parametrize(
    ("receipts", "wanted", "others", "is_enough"),
    [
        pytest.param(1, 1, 7, True, id="one of seven"),
        pytest.param(0, 1, 7, False, id="none"),
        pytest.param(1, 2, 7, False, id="one where two are wanted"),
        pytest.param(1, 2, 1, True, id="all there are"),
        pytest.param(5, 1, 0, False, id="nobody to share with"),
        pytest.param(0, 0, 3, False, id="none wanted is one"),
    ],
)
def test_enough_is_what_the_year_wants_or_all_there_are(receipts, wanted, others, is_enough):
    assert enough_shared(receipts=receipts, wanted=wanted, others=others) is is_enough


@given(receipts=st.integers(0, 9), wanted=st.integers(0, 9), others=st.integers(0, 9))
def test_one_receipt_more_never_makes_it_less(receipts, wanted, others):
    before = enough_shared(receipts=receipts, wanted=wanted, others=others)

    assert enough_shared(receipts=receipts + 1, wanted=wanted, others=others) >= before


@given(facts=st.fixed_dictionaries({name: st.booleans() for name in FACTS}), step=st.sampled_from(sorted(FACTS)[:3]))
def test_a_further_step_never_sets_a_project_back(facts, step):
    def rank(given):
        return FURTHER.index(state_of(**given))

    assert rank({**facts, step: True}) >= rank({**facts, step: False})


def give_projects(world):
    """Every partnership's project in another state; one has none."""
    here, (first, second, third) = world.here, world.here.districts
    make_project(here.single, submitted=True)
    make_project(here.other_single)
    make_project(first, shared_with=[second, third], submitted=True)
    make_project(second, shared_with=[first], confirmed=False)
    make_project(third, shared_with=[first], submitted=True, confirmed=False)
    make_project(here.county, shared_with=[first])
    make_project(here.other_districts[0], submitted=True)
    make_project(here.other_districts[1], shared_with=[here.other_county])


@pytest.mark.django_db
@pytest.mark.parametrize("confirmed", [True, False], ids=["receipts asked", "receipts not asked"])
@pytest.mark.parametrize("wanted", [1, 2, 3])
def test_one_project_is_as_far_as_the_whole_region_says(world, wanted, confirmed):
    terms = give_terms(world.here.programme, sharing_partners=wanted, sharing_confirmed=confirmed)
    give_projects(world)

    told = {each.pk: state_in(each) for each in with_state(Project.objects.all())}

    rule = {each.project: each.state for each in progress_of(world.here.programme, terms=terms, on=BEFORE.date())}
    assert told == {pk: state for pk, state in rule.items() if pk is not None}
    assert len(set(told.values())) >= 3


@pytest.mark.django_db
def test_a_year_without_terms_wants_one_confirmed_receipt(world):
    project = make_project(world.own, shared_with=[world.neighbour], confirmed=False)
    assert not Terms.objects.filter(programme=world.here.programme).exists()
    before = state_in(with_state(Project.objects.all()).get())

    Sharing.objects.update(confirmed_by=world.people["representative"], confirmed_at=WRITTEN)

    assert (before, state_in(with_state(Project.objects.all()).get())) == (State.DRAFT, State.SHARED)
    assert project.edition.number == 1


@pytest.mark.parametrize("leaves", ["the receiver", "the sharer"])
def test_a_receipt_of_who_is_no_neighbour_any_more_counts_for_nothing(world, leaves):
    project = make_project(world.own, shared_with=[world.neighbour], submitted=True)
    terms = give_terms(world.here.programme)
    moved = world.neighbour if leaves == "the receiver" else world.own
    before = state_in(with_state(Project.objects.all()).get(pk=project.pk))

    moved.county = world.elsewhere.county
    moved.save(update_fields=["county"])

    (row,) = (one for one in progress_of(world.here.programme, terms=terms, on=BEFORE.date()) if one.pk == world.own.pk)
    assert before == State.COUNTS
    assert (row.is_shared, row.state) == (False, State.SUBMITTED)
    assert state_in(with_state(Project.objects.all()).get(pk=project.pk)) == State.SUBMITTED
