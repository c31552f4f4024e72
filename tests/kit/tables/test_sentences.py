"""Every code has its sentence, and the sentence tells the facts."""

import pytest

from kit.tables.errors import Code, problem
from kit.tables.sentences import sentence


@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_sentence_of_its_own(code: Code) -> None:
    told = sentence(problem(code, column="Start", found="9", wanted=["12"]))
    others = {sentence(problem(each, column="Start", found="9", wanted=["12"])) for each in Code if each != code}
    assert told.endswith((".", ".’"))
    assert told not in others


def test_line_column_and_what_was_found_are_told() -> None:
    told = sentence(problem(Code.NOT_DATE, line=1_204, column="Starts", found="soon"))
    assert told == "Line 1,204: ‘Starts’ must be a real date, like 27/3/2027 or 2027-03-27. It says ‘soon’."


def test_what_people_wrote_is_shown_and_never_run() -> None:
    told = sentence(problem(Code.NOT_CHOICE, column="<b>", found="<script>", wanted=["A & B", "C"]))
    assert told == "‘&lt;b&gt;’ must be one of: A &amp; B, C. It says ‘&lt;script&gt;’."


def test_a_long_cell_is_cut_where_it_is_shown() -> None:
    assert len(problem(Code.NOT_DATE, found="x" * 500).found) == 60


def test_sizes_are_told_in_words() -> None:
    told = sentence(problem(Code.TOO_LARGE, found=20 * 1024 * 1024, wanted=[10 * 1024 * 1024]))
    assert told.replace("\xa0", " ").startswith("The file is 20.0 MB. The most the portal can read is 10.0 MB.")
