"""A query that every request asks, turned into SQL once in the life of a process: that takes longer than asking it.

PERSON, DAY = -1, date.min  # stand for what is asked about; no other value of the query may be the same
HELD = Prepared(lambda: Role.objects.held_on(DAY).filter(person=PERSON).select_related("programme"), PERSON, DAY)
roles = HELD.fetch(7, date(2026, 11, 21))

For rows with `select_related` and computed columns of the usual database; what a query set fetches beside its own rows
(prefetches) is refused. Why, and what of Django it rests on: docs/decisions/0014-queries-written-once.md.

`PreparedValues` does the same for the tuples of a `values_list`, computed ones among them:

FACTS = PreparedValues(lambda: Role.objects.held_on(DAY).filter(partnership=PLACE).values_list("kind"), PLACE, DAY)
for (kind,) in FACTS.fetch(7, date(2026, 11, 21)): ...
FACTS.fetch_within("SELECT kind, count(*) FROM ({found}) AS facts GROUP BY 1 LIMIT %s", 7, date(2026, 11, 21), own=[3])
texts = FACTS.texts(7, date(2026, 11, 21))  # a column each: what a thousand tuples are remembered by (decision 19)
for (kind,) in told_in(texts): ...

A query that changes with its filters, but always computes the same thing from subqueries, has that part written once:

STATE = PreparedExpression(lambda: Exists(Role.objects.held_on(DAY).filter(partnership=PLACE)), PLACE, DAY)
Partnership.objects.annotate(has_people=STATE.of(F("pk"), date(2026, 11, 21)))
"""

from kit.prepared.expressions import AnyOf, Computed, PreparedExpression
from kit.prepared.reach import given_of, marks_of
from kit.prepared.rows import Prepared
from kit.prepared.statements import Listed
from kit.prepared.values import PreparedValues, told_in

__all__ = [
    "AnyOf",
    "Computed",
    "Listed",
    "Prepared",
    "PreparedExpression",
    "PreparedValues",
    "given_of",
    "marks_of",
    "told_in",
]
