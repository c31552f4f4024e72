"""Deeds at once: the order of what they gave, errors that nobody named, and who waits for whom."""

import pytest
from django.db import connection

from audit.models import Entry
from tests.at_once import at_once, begun_while_open, held_up, meeting


def test_what_each_gave_or_was_refused_with_is_told_in_the_order_of_the_deeds() -> None:
    both = meeting(2)
    assert at_once(lambda: both.wait() * 0, lambda: [both.wait()][5], refused=(LookupError,)) == [0, IndexError]


def test_an_error_that_nobody_named_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        at_once(lambda: 1, lambda: 1 // 0, refused=(LookupError,))


def lock(key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("key", "waits"), [(7, True), (8, False)], ids=["for the same", "for another"])
def test_a_deed_begun_while_a_transaction_is_open_waits_for_what_it_holds(key: int, waits: bool) -> None:
    with begun_while_open(lambda: lock(key)) as begin:
        lock(7)
        begun = begin()
        assert (held_up(), begun.done()) == (int(waits), not waits)
    assert begun.done()


@pytest.mark.django_db(transaction=True)
def test_where_a_table_is_held_all_have_read_before_any_writes() -> None:
    def count_and_write() -> int:
        found = Entry.objects.count()
        Entry.objects.create(at="2027-03-27T09:00Z", action="role.switched", actor=None)
        return found

    assert at_once(*[count_and_write] * 3, held="audit_entry") == [0, 0, 0]
    assert Entry.objects.count() == 3
