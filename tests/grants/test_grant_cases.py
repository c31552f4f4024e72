"""`manage.py grant_cases`: worked cases agree with the rule, and whatever does not is said in words."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from grants.rules.facts import PartnershipFacts
from grants.rules.settings import Settings
from tests.grants.regions import any_settings, regions
from tests.grants.writing_cases import GIVEN, OWN, RULES, case, small_case

ROOT = RULES.parents[1]
Break = Callable[[dict[str, Any]], object]


def run(path: Path | str) -> tuple[int, list[str]]:
    """The exit code and the lines of the command."""
    out = StringIO()
    try:
        call_command("grant_cases", str(path), stdout=out, stderr=StringIO())
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue().splitlines()
    except CommandError as error:
        return error.returncode, [str(error)]
    return 0, out.getvalue().splitlines()


def check(tmp_path: Path, *cases: object, **more: object) -> tuple[int, list[str]]:
    """The same of a file with these cases."""
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": cases, **more}), encoding="utf-8")
    return run(file)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all the examples of a property."""
    return tmp_path_factory.mktemp("cases")


@pytest.mark.parametrize(("file", "number"), [(GIVEN, 11), (OWN, 15)], ids=["given", "own"])
def test_the_worked_cases_come_out_as_expected(file: Path, number: int) -> None:
    assert run(file) == (0, [f"{number} cases: {number} as expected, 0 with differences, 0 malformed."])


@given(regions(), any_settings)
def test_any_region_under_any_settings_is_a_case(
    folder: Path, region: list[PartnershipFacts], settings: Settings
) -> None:
    assert check(folder, case(region, settings)) == (0, ["1 case: 1 as expected, 0 with differences, 0 malformed."])


def test_each_difference_names_case_partnership_expected_and_got(tmp_path: Path) -> None:
    wrong = small_case()
    wrong["rows"][2] |= {"status": "kept", "final_pence": 630_000}
    wrong["localities"]["Upper"] |= {"met": True, "needed": 2.0}
    wrong["undistributed_pence"] = 1
    code, lines = check(tmp_path, small_case(), wrong)
    label = "Case 108 (Only counties and districts receive)"
    assert code == 1
    assert lines == [
        f"{label}: Upper: needed: expected 2.0, got 2",
        f"{label}: Upper: met: expected true, got false",
        f"{label}: the whole region: undistributed_pence: expected 1, got 0",
        f'{label}: Ash [E07000901]: status: expected "kept", got "withdrawn"',
        f"{label}: Ash [E07000901]: final_pence: expected 630000, got 0",
        "2 cases: 1 as expected, 1 with differences, 0 malformed.",
    ]


@pytest.mark.parametrize("key", ["districts", "counted", "qualifying", "needed", "met"])
def test_every_figure_of_a_locality_is_compared(tmp_path: Path, key: str) -> None:
    wrong = small_case()
    del wrong["localities"]["Lower"][key]
    code, lines = check(tmp_path, wrong)
    assert code == 1
    assert f"Lower: {key}: expected nothing, got " in lines[0]


def test_localities_that_one_side_does_not_know_are_differences(tmp_path: Path) -> None:
    wrong = small_case()
    wrong["localities"] = {"Nowhere": {"met": True}}
    _, lines = check(tmp_path, wrong)
    assert "Nowhere: met: expected true, got nothing" in lines[0]
    assert len([line for line in lines if "expected nothing, got" in line]) == 10


@pytest.mark.parametrize("key", ["redistribution_pence", "final_pence", "status", "payment"])
def test_every_result_of_a_partnership_is_compared(tmp_path: Path, key: str) -> None:
    wrong = small_case()
    wrong["rows"][0][key] = "other" if key in ("status", "payment") else 7
    _, lines = check(tmp_path, wrong)
    assert [line for line in lines if f"Port [E06000901]: {key}: expected " in line] == lines[:-1]


def test_a_case_takes_the_files_defaults_and_goes_before_them(tmp_path: Path) -> None:
    plain, other = small_case(), small_case()
    plain["settings"] = {}
    other["settings"] = {"recipients": "all_others"}
    code, lines = check(tmp_path, plain, other, defaults={"recipients": "two_tier_only"})
    assert code == 1
    assert lines[-1] == "2 cases: 1 as expected, 1 with differences, 0 malformed."


def test_what_a_case_leaves_out_is_as_the_programme_has_it(tmp_path: Path) -> None:
    rows = [{**small_case()["rows"][0], "redistribution_pence": 0, "final_pence": 1_960_000}]
    del rows[0]["county"]
    assert check(tmp_path, {"rows": rows, "undistributed_pence": 0})[0] == 0


def first_row(**fields: object) -> Break:
    return lambda given: given["rows"][0].update(fields)


def set_to(**fields: object) -> Break:
    return lambda given: given.update(fields)


def without(key: str) -> Break:
    return lambda given: given["rows"][0].pop(key)


MALFORMED: dict[str, tuple[Break, str]] = {
    "no rows": (lambda given: given.pop("rows"), '"rows" is missing.'),
    "rows are text": (set_to(rows="all"), '"rows" is text, not a list.'),
    "a row is a number": (set_to(rows=[5]), "row number 1 is a whole number, not an object."),
    "no undistributed": (lambda given: given.pop("undistributed_pence"), '"undistributed_pence" is missing.'),
    "undistributed is null": (set_to(undistributed_pence=None), '"undistributed_pence" is null, not a whole number.'),
    "settings are a list": (set_to(settings=[]), '"settings" is a list, not an object.'),
    "unknown setting": (set_to(settings={"majorty": "strict"}), 'settings: "majorty" is no setting of the rule.'),
    "unknown word": (set_to(settings={"majority": "most"}), '"majority" must be one of strict, at_least_half.'),
    "word is an object": (set_to(settings={"recipients": {}}), '"recipients" must be one of other_localities'),
    "switch is text": (set_to(settings={"county_counts": "no"}), '"county_counts" is text, not true or false.'),
    "other threshold": (set_to(settings={"threshold": "2/3"}), '"threshold" must be "1/2".'),
    "localities are a list": (set_to(localities=[]), '"localities" is a list, not an object.'),
    "a locality is true": (
        set_to(localities={"Upper": True}),
        '"localities": "Upper" is true or false, not an object.',
    ),
    "a stranger has not submitted": (set_to(not_submitted=["Prot"]), '"not_submitted" names "Prot", and no row has'),
    "a number has not shared": (
        set_to(submitted_but_not_shared=[7]),
        'a name in "submitted_but_not_shared" is a whole',
    ),
    "both": (set_to(submitted_but_not_shared=["Ash"]), '"Ash" is both in "not_submitted" and'),
    "no code": (without("code"), 'row number 1: "Port": "code" is missing.'),
    "no name": (without("name"), 'row number 1: "name" is missing.'),
    "no status": (without("status"), '"Port": "status" is missing.'),
    "no final amount": (without("final_pence"), '"Port": "final_pence" is missing.'),
    "negative offer": (first_row(offer_pence=-1), '"offer_pence" is negative.'),
    "offer beyond reason": (first_row(offer_pence=10**100), '"offer_pence" has more than 100 digits.'),
    "offer in pounds": (first_row(offer_pence=19600.0), '"offer_pence" is a number with decimals, not a whole number.'),
    "offer in words": (first_row(offer_pence="£19,600"), '"offer_pence" is text, not a whole number.'),
    "offer is true": (first_row(offer_pence=True), '"offer_pence" is true or false, not a whole number.'),
    "negative population": (first_row(population=-5), '"population" is negative.'),
    "unknown tier": (first_row(tier="hamlet"), '"tier" must be one of metropolitan, unitary, county, district.'),
    "same code": (first_row(code="E07000901"), '"code" "E07000901" stands in two rows.'),
    "same name": (first_row(name="Birch"), '"name" "Birch" stands in two rows.'),
    "single tier in a county": (first_row(county="Upper"), '"county" is given, and a single tier stands in none.'),
    "district in no county": (first_row(tier="district"), '"county" is empty, and a district stands in one.'),
    "unknown county": (first_row(tier="district", county="Uper"), 'no row is "Uper (county)".'),
    "county without districts": (first_row(tier="county"), '"Port (county)" has no districts.'),
    "county of another name": (first_row(tier="county", county="Quay"), "the county partnership must be called"),
    "population unknown": (
        set_to(settings={"share_basis": "population"}),
        '"population" is missing for E06000901, E06000902, E07000904',
    ),
}


@pytest.mark.parametrize(("break_it", "says"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_case_is_named_with_its_key_and_the_others_are_still_run(
    tmp_path: Path, break_it: Break, says: str
) -> None:
    broken = small_case()
    break_it(broken)
    code, lines = check(tmp_path, broken, small_case())
    assert code == 1
    assert lines[0].startswith("Case 108 (Only counties and districts receive)")
    assert says in lines[0]
    assert lines[1:] == ["2 cases: 1 as expected, 0 with differences, 1 malformed."]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This is not JSON: line 1, column 1: Expecting value."),
        (b"\xff\xfe{", "This is not text in UTF-8."),
        (b"[]", 'The file is not an object with the key "cases".'),
        (b"{}", '"cases" is missing.'),
        (b'{"cases": {}}', '"cases" is an object, not a list.'),
        (b'{"cases": []}', '"cases" is empty: there is nothing to check.'),
        (b'{"cases": [1], "defaults": {"threshold": 0.5}}', 'defaults: "threshold" must be "1/2".'),
        (b'{"cases": [1], "cases": []}', 'The key "cases" stands twice in one object.'),
        (b'{"cases": [NaN]}', "NaN is not a number in JSON."),
        (b'{"cases": [' + b"9" * 5000 + b"]}", "This is not JSON: Exceeds the limit"),
        (b"[" * 100_000, "The file is nested too deeply."),
    ],
    ids=["empty", "UTF-16", "list", "no-cases", "object", "none", "defaults", "twice", "NaN", "digits", "nested"],
)
def test_a_file_that_is_no_file_of_cases_is_refused_in_words(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "cases.json"
    file.write_bytes(content)
    code, lines = run(file)
    assert code == 1
    assert says in lines[0]


@pytest.mark.parametrize("name", ["missing.json", ".", "nul\0.json", "n" * 5000])
def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path, name: str) -> None:
    code, lines = run(f"{tmp_path}/{name}")
    assert code == 1
    assert "The file cannot be read: " in lines[0]


def test_cases_that_are_not_objects_are_counted_from_one(tmp_path: Path) -> None:
    code, lines = check(tmp_path, 1, None)
    assert code == 1
    assert lines[0] == "Case number 1 in the file: it is a whole number, not an object."
    assert lines[1] == "Case number 2 in the file: it is null, not an object."


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.data())
def test_whatever_stands_in_a_case_the_command_ends_in_words(folder: Path, data: st.DataObject) -> None:
    broken = small_case()
    target = data.draw(st.sampled_from([broken, broken["rows"][2], broken["settings"], broken["localities"]["Upper"]]))
    target[data.draw(st.sampled_from(sorted(target)))] = data.draw(json_values)
    code, lines = check(folder, broken)
    assert code in (0, 1)
    assert lines[-1].startswith("1 case: ")


def test_names_with_odd_letters_are_printed_wherever_the_output_goes(tmp_path: Path) -> None:
    odd = small_case()
    odd["rows"][0] |= {"name": "Ynys Môn\n\x1b[2J\ud800", "final_pence": 1}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": [odd]}), encoding="utf-8")
    out = TextIOWrapper(BytesIO(), encoding="ascii")
    with pytest.raises(SystemExit):
        call_command("grant_cases", str(file), stdout=out)
    out.seek(0)
    assert r"Ynys M\xf4n\n\x1b[2J\ud800 [E06000901]: final_pence: expected 1, got 1960000" in out.read()


@pytest.mark.parametrize("mode", ["production", "nonsense"])
def test_the_command_needs_neither_servers_nor_secrets_nor_settings(tmp_path: Path, mode: str) -> None:
    command = [sys.executable, "-W", "error", "manage.py", "grant_cases", str(OWN)]
    environment = {"PATH": os.environ["PATH"], "PORTAL_MODE": mode, "PORTAL_VAR": "/proc/nowhere"}
    environment |= {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/x", "REDIS_URL": "redis://127.0.0.1:1/0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "15 cases: 15 as expected, 0 with differences, 0 malformed.\n"
