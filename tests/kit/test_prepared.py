"""A prepared query gives what its query set would give, without turning it into SQL again."""

import gc
from datetime import UTC, date, datetime
from threading import Thread
from typing import Any, NamedTuple
from weakref import ref

import pytest
from django.core.paginator import Paginator
from django.db import connection, connections
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet, Subquery
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from kit.prepared import Prepared, PreparedExpression, PreparedValues, told_in
from ledger.models import Entry as LedgerEntry
from partnerships.models import Partnership, Role
from tests.factories import RoleFactory, World
from tests.factories.projects import give_line
from tests.queries import shape

PERSON, DAY = -1, date.min
TODAY = date(2027, 3, 27)
NOW = datetime(2027, 3, 27, tzinfo=UTC)


def held_by(person: int, on: date) -> QuerySet[Role]:
    held = Role.objects.held_on(on).filter(person=person).select_related("programme", "partnership__county")
    return held.order_by("-programme__starts", "pk")


def facts(item: Model | None) -> object:
    """Every field, also of the objects that came with it."""
    if item is None:
        return None
    came = {name: facts(value) for name, value in item._state.fields_cache.items()}
    return type(item), {field.attname: getattr(item, field.attname) for field in item._meta.concrete_fields}, came


def test_it_gives_the_rows_of_the_query_set_with_what_they_lead_to(world: World) -> None:
    prepared = Prepared(lambda: held_by(PERSON, DAY), PERSON, DAY)
    for person in world.people.values():
        fetched = prepared.fetch(person.pk, TODAY)
        assert [facts(role) for role in fetched] == [facts(role) for role in held_by(person.pk, TODAY)]
        assert not any(role._state.adding for role in fetched)


def test_it_sends_the_statement_of_the_query_set_and_no_other(world: World) -> None:
    person = world.people["representative"].pk
    with CaptureQueriesContext(connection) as sent:
        list(held_by(person, TODAY))
        roles = Prepared(lambda: held_by(PERSON, DAY), PERSON, DAY).fetch(person, TODAY)
        assert roles[0].programme.region
    usual, prepared = sent.captured_queries
    assert shape(prepared["sql"]) == shape(usual["sql"])


def test_each_value_goes_to_the_place_of_its_mark(world: World) -> None:
    prepared = Prepared(lambda: held_by(PERSON, DAY), DAY, PERSON)
    someone = world.people["adviser"]
    assert {role.person_id for role in prepared.fetch(TODAY, someone.pk)} == {someone.pk}
    assert prepared.fetch(date(1999, 1, 1), someone.pk) == []


def test_a_column_that_is_not_kept_as_it_is_read_is_read(db: None) -> None:
    Entry.objects.create(at=NOW, action="role.switched", details={"days": [3, None]})
    (entry,) = Prepared(lambda: Entry.objects.filter(action="mark"), "mark").fetch("role.switched")
    assert entry.details == {"days": [3, None]}


def test_the_query_set_is_asked_for_once(world: World) -> None:
    made = []
    prepared = Prepared(lambda: made.append(1) or held_by(PERSON, DAY), PERSON, DAY)  # type: ignore[func-returns-value]
    prepared.fetch(1, TODAY)
    prepared.fetch(2, TODAY)
    assert made == [1]


def counted(programme: int) -> QuerySet[Any]:
    """With a computed column, one that is read anew, and one that is only filtered by."""
    first = Entry.objects.filter(programme_id=programme).order_by("pk").values("details")[:1]
    found = Partnership.objects.filter(programme=programme).alias(led=Count("roles")).filter(led__gte=1)
    return found.annotate(number=F("pk") + 1, first=Subquery(first)).select_related("county").order_by("pk")


def test_computed_columns_stand_on_the_rows_as_the_query_set_puts_them(world: World) -> None:
    programme = world.here.programme.pk
    Entry.objects.create(at=NOW, action="role.switched", programme_id=programme, details={"n": [3]})
    usual, fetched = list(counted(programme)), Prepared(lambda: counted(PERSON), PERSON).fetch(programme)
    assert [(facts(row), row.number, row.first) for row in fetched] == [
        (facts(row), row.number, row.first) for row in usual
    ]
    assert {row.first["n"][0] for row in fetched} == {3}
    assert [row.number for row in fetched] == [row.pk + 1 for row in fetched] != []
    assert not hasattr(fetched[0], "led")


def test_a_list_counts_and_fetches_the_part_that_is_asked_for_by_a_query_each(world: World) -> None:
    programme = world.here.programme.pk
    for place in (world.neighbour, world.elsewhere, world.here.single):
        RoleFactory(representative=True, partnership=place)
    listed, usual = Prepared(lambda: counted(PERSON), PERSON).listed(programme), list(counted(programme))
    with CaptureQueriesContext(connection) as sent:
        page = Paginator(listed, 2).get_page(2)
    assert (page.paginator.count, list(page.object_list)) == (4, usual[2:4])
    assert len(sent) == 2
    assert (list(listed), listed[1], listed[len(usual) :], listed[2:2]) == (usual, usual[1], [], [])


def test_one_is_found_by_its_key_and_nothing_by_a_key_that_none_can_have(world: World) -> None:
    places = Prepared(lambda: Partnership.objects.filter(pk=PERSON, name=""), PERSON, "")
    assert places.one(world.own.pk, world.own.name) == world.own
    assert places.one(world.own.pk, "another") is None
    with CaptureQueriesContext(connection) as sent:
        assert places.one(2**63, world.own.name) is None
    assert len(sent) == 0


@pytest.mark.parametrize(
    "found",
    [
        lambda: Partnership.objects.filter(name="mark").prefetch_related("roles"),
        lambda: Partnership.objects.filter(name="another"),
        lambda: Partnership.objects.using("replica").filter(name="mark"),
    ],
    ids=["prefetched", "without its mark", "of another database"],
)
def test_what_it_would_lose_is_refused(db: None, found: object) -> None:
    with pytest.raises(ValueError, match="Not a query to prepare"):
        Prepared(found, "mark").fetch("x")  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_thread_that_was_first_is_kept() -> None:
    Entry.objects.create(at=NOW, action="role.switched", details={"days": [3, None]})
    prepared = Prepared(lambda: Entry.objects.filter(action="mark"), "mark")
    connections_of_the_first: list[ref[object]] = []

    def be_first() -> None:
        assert prepared.fetch("role.switched")
        connections_of_the_first.append(ref(connections[connection.alias]))
        connection.close()

    thread = Thread(target=be_first)
    thread.start()
    thread.join()
    gc.collect()
    assert [kept() for kept in connections_of_the_first] == [None]
    (entry,) = prepared.fetch("role.switched")
    assert entry.details == {"days": [3, None]}


def test_a_value_too_few_is_refused(db: None) -> None:
    with pytest.raises(ValueError, match="2 values needed, not 1"):
        Prepared(lambda: held_by(PERSON, DAY), PERSON, DAY).fetch(1)


PLACE = -2


def has_champion(place: object, on: date) -> Exists:
    return Exists(Role.objects.held_on(on).filter(partnership=place, kind=Role.Kind.CHAMPION))


PREPARED = PreparedExpression(lambda: has_champion(PLACE, DAY), PLACE, DAY)


def with_champion(prepared: PreparedExpression = PREPARED) -> QuerySet[Any]:
    return Partnership.objects.annotate(led=prepared.of(F("pk"), TODAY)).order_by("pk")


def test_a_prepared_expression_says_of_each_row_what_the_expression_would(world: World) -> None:
    usual = Partnership.objects.annotate(led=has_champion(OuterRef("pk"), TODAY)).order_by("pk")
    told = [(row.pk, row.led) for row in usual]
    assert {led for _, led in told} == {True, False}
    assert [(row.pk, row.led) for row in with_champion()] == told
    assert list(with_champion().filter(led=True).values_list("pk", flat=True)) == [pk for pk, led in told if led]


def test_a_prepared_expression_can_be_counted_by_and_stand_in_a_subquery(world: World) -> None:
    led = [row.pk for row in with_champion() if row.led]  # type: ignore[attr-defined]
    counted = dict(with_champion().order_by().values_list("led").annotate(number=Count("pk")))
    assert counted[True] == len(led)
    within = Role.objects.filter(partnership__in=with_champion().filter(led=True).values("pk"))
    assert {role.partnership_id for role in within} == set(led)


def test_the_expression_is_asked_for_once(world: World) -> None:
    made = []
    prepared = PreparedExpression(lambda: made.append(1) or has_champion(PLACE, DAY), PLACE, DAY)  # type: ignore[func-returns-value]
    assert list(with_champion(prepared)) == list(with_champion(prepared))
    assert made == [1]


def test_an_expression_without_its_mark_and_a_value_too_few_are_refused(db: None) -> None:
    with pytest.raises(ValueError, match="Not an expression to prepare"):
        PreparedExpression(lambda: has_champion(5, DAY), PLACE, DAY).of(F("pk"), TODAY)
    with pytest.raises(ValueError, match="2 values needed"):
        PREPARED.of(F("pk"))


def kinds(place: object, on: date) -> QuerySet[Any, Any]:
    """A column, one that is read anew, and a computed one."""
    held = Role.objects.held_on(on).filter(partnership=place).order_by("-kind")
    first = Entry.objects.filter(actor=OuterRef("person")).values("details")[:1]
    return held.values_list("kind", "since", Subquery(first), Exists(Partnership.objects.filter(pk=place)))


def test_prepared_values_are_the_tuples_of_the_query_set_by_the_same_statement(world: World) -> None:
    representative = world.people["representative"]
    Entry.objects.create(at=NOW, action="role.switched", actor=representative, details={"n": [3]})
    prepared = PreparedValues(lambda: kinds(PLACE, DAY), PLACE, DAY)
    with CaptureQueriesContext(connection) as sent:
        usual, fetched = list(kinds(world.own.pk, TODAY)), prepared.fetch(world.own.pk, TODAY)
    assert fetched == usual
    assert [row[2] for row in fetched] == [{"n": [3]}, None]
    assert shape(sent.captured_queries[1]["sql"]) == shape(sent.captured_queries[0]["sql"])
    assert prepared.fetch(world.own.pk, date(1999, 1, 1)) == []


def test_prepared_values_stand_in_another_statement_with_values_of_its_own(world: World) -> None:
    prepared = PreparedValues(lambda: kinds(PLACE, DAY), PLACE, DAY)
    around = "SELECT count(*) FROM ({found}) AS held WHERE kind = %s"
    every = [row[0] for row in prepared.fetch(world.own.pk, TODAY)]
    with CaptureQueriesContext(connection) as sent:
        rows = prepared.fetch_within(around, world.own.pk, TODAY, own=["champion"])
    assert rows == [(every.count("champion"),)] != [(len(every),)]
    assert len(sent) == 1


def figures(line: int) -> QuerySet[Any, Any]:
    """Of every kind that can be told: whole numbers, pence, words, nothing at all, and whether."""
    found = LedgerEntry.objects.filter(line=line).order_by("-pk")
    is_known = ExpressionWrapper(Q(partnership__isnull=False), BooleanField())
    return found.values_list("pk", "partnership_id", "amount", "source", "partnership__population", is_known)


def test_texts_tell_the_tuples_of_the_query_set_to_the_penny_and_in_their_order(world: World) -> None:
    line, by = give_line(world.here.programme), world.people["manager"]
    for amount, place, source in [
        ("0.10", world.own, 'é "quoted"\n\\'),
        ("-372400.00", None, ""),
        ("7.00", None, "%s"),
    ]:
        LedgerEntry.objects.create(
            line=line, account="offered", partnership=place, amount=amount, source=source, posted_by=by, posted_at=NOW
        )
    prepared = PreparedValues(lambda: figures(PLACE), PLACE)
    told = list(told_in(prepared.texts(line.pk)))
    assert told == prepared.fetch(line.pk) == list(figures(line.pk))
    assert [str(row[2]) for row in told] == ["7.00", "-372400.00", "0.10"]
    assert [[type(cell) for cell in row] for row in told] == [
        [type(cell) for cell in row] for row in prepared.fetch(line.pk)
    ]
    assert prepared.texts(line.pk) == prepared.texts(line.pk) != prepared.texts(-5)
    assert list(told_in(prepared.texts(-5))) == []


def test_columns_that_json_would_tell_otherwise_are_not_told(db: None) -> None:
    prepared = PreparedValues(lambda: kinds(PLACE, DAY), PLACE, DAY)
    with pytest.raises(ValueError, match="numbers, texts and booleans"):
        prepared.texts(1, TODAY)


def test_the_values_are_asked_for_once(world: World) -> None:
    made = []
    prepared = PreparedValues(lambda: made.append(1) or kinds(PLACE, DAY), PLACE, DAY)  # type: ignore[func-returns-value]
    prepared.fetch(1, TODAY)
    prepared.fetch(2, TODAY)
    assert made == [1]


@pytest.mark.parametrize(
    "found",
    [
        lambda: Partnership.objects.filter(name="mark"),
        lambda: Partnership.objects.filter(name="mark").values_list("pk", flat=True),
        lambda: Partnership.objects.filter(name="another").values_list("pk"),
        lambda: Partnership.objects.using("replica").filter(name="mark").values_list("pk"),
    ],
    ids=["rows", "single values", "without its mark", "of another database"],
)
def test_what_is_no_list_of_values_is_refused(db: None, found: object) -> None:
    with pytest.raises(ValueError, match="^Not a (query|list of values) to prepare"):
        PreparedValues(found, "mark").fetch("x")  # type: ignore[arg-type]


class Held(NamedTuple):
    """A row by the names of its columns."""

    kind: str
    since: date
    first: object
    is_there: bool


def test_prepared_values_are_made_what_they_are_to_be_and_listed_without_counting_what_is_not_asked(
    world: World,
) -> None:
    prepared = PreparedValues(lambda: kinds(PLACE, DAY), PLACE, DAY, made=Held._make)
    usual = [Held._make(row) for row in kinds(world.own.pk, TODAY)]
    with CaptureQueriesContext(connection) as sent:
        found = prepared.listed(world.own.pk, TODAY)[1:2]
    assert (found, prepared.fetch(world.own.pk, TODAY)) == (usual[1:2], usual)
    assert (found[0].kind, len(sent)) == (usual[1].kind, 1)  # type: ignore[attr-defined]
