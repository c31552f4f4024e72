"""Rows that COPY writes are read back as they were given, whatever stands in them; and one bad row leaves none."""

from collections.abc import Iterator

import pytest
from django.db import DataError, IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from kit.copying import LINES_AT_ONCE, Lines, as_text, copy_lines

FIELDS = ("words", "number", "is_so")
HOSTILE = {
    "nothing": "",
    "tab": "a\tb",
    "line feed": "a\nb",
    "carriage return": "a\r\nb\r",
    "backslash": "a\\b\\",
    "backslash and letter": r"\n \t \\",
    "the mark of no value": r"\N",
    "the mark of the end": r"\.",
    "the mark of the end alone on its line": "a\n\\.\nb",
    "quotes": "'\";--",
    "format signs": "%s %(a)s {0}",
    "accents and pictures": "Ŵrexham é 🏴󠁧󠁢󠁷󠁬󠁳󠁿 \u202eback",
    "other ends of lines": "a\x0b\x0c\x85\u2028b",
}


@pytest.fixture
def sample(db: None) -> type[models.Model]:
    """A table of its own, gone with the test's transaction."""
    with isolate_apps("kit"):

        class Sample(models.Model):  # noqa: DJ008 - nobody reads it
            words = models.TextField(null=True)  # noqa: DJ001 - that no value stays none is tried
            number = models.IntegerField(null=True)
            is_so = models.BooleanField(null=True)

            class Meta:
                app_label = "kit"
                constraints = [models.CheckConstraint(condition=models.Q(number__gte=0), name="sample_not_negative")]

    with connection.schema_editor() as editor:
        editor.create_model(Sample)
    return Sample


def line(*values: object) -> str:
    return "\t".join(as_text(value) for value in values)


def stored(sample: type[models.Model]) -> list[tuple[object, ...]]:
    return list(sample._default_manager.order_by("pk").values_list(*FIELDS))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=list(HOSTILE))
def test_any_text_comes_back_as_it_was(sample, words):
    copy_lines(sample, FIELDS, [line(words, 7, True), line("after", 8, False)])

    assert stored(sample) == [(words, 7, True), ("after", 8, False)]


def test_no_value_is_none_and_no_empty_text(sample):
    copy_lines(sample, FIELDS, [line(None, None, None), line("", 0, False)])

    assert stored(sample) == [(None, None, None), ("", 0, False)]


def test_fields_are_named_in_any_order_and_the_rest_is_the_databases(sample):
    copy_lines(sample, ("is_so", "words"), [line(True, "a")])

    assert stored(sample) == [("a", None, True)]


@pytest.mark.parametrize("count", [0, 1, LINES_AT_ONCE - 1, LINES_AT_ONCE, LINES_AT_ONCE + 1, 5_000])
def test_as_many_rows_as_lines_are_there(sample, count):
    copy_lines(sample, FIELDS, (line(f"row {number}", number, True) for number in range(count)))

    assert [number for _, number, _ in stored(sample)] == list(range(count))


@pytest.mark.parametrize(
    ("last", "error"),
    [
        pytest.param(line("a", -1, True), IntegrityError, id="against a constraint"),
        pytest.param(line("a\x00b", 1, True), DataError, id="null character"),
        pytest.param(line("a", "many", True), DataError, id="no number"),
        pytest.param(line("a", 1), DataError, id="too few values"),
        pytest.param(line("a", 1, True, 1), DataError, id="too many values"),
    ],
)
def test_one_bad_line_among_thousands_leaves_none(sample, last, error):
    lines = [*(line("a", number, True) for number in range(LINES_AT_ONCE)), last]

    with pytest.raises(error), transaction.atomic():
        copy_lines(sample, FIELDS, lines)

    assert stored(sample) == []


def test_lines_that_fail_half_way_leave_none(sample):
    def lines() -> Iterator[str]:
        yield from (line("a", number, True) for number in range(LINES_AT_ONCE))
        raise LookupError("no more facts")

    with pytest.raises(Exception, match="no more facts"), transaction.atomic():
        copy_lines(sample, FIELDS, lines())

    assert stored(sample) == []


def test_lines_are_read_in_pieces_and_never_whole():
    taken = []
    source = Lines(f"{number}" for number in range(3 * LINES_AT_ONCE) if not taken.append(number))

    first = source.read(8192)

    assert first.count("\n") == len(taken) == LINES_AT_ONCE
    assert first.endswith(f"{LINES_AT_ONCE - 1}\n")
