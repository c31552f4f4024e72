"""Every deed that any room keeps is told in words: the actions are found in the code, not in a list."""

import ast
from collections.abc import Iterator

import pytest
from django.template.loader import engines

from dashboards.selectors.trail_changes import changed
from dashboards.selectors.trail_words import FOLDER, KINDS, sentence
from tests.architecture.tree import ROOT, code_files, read

# Kept of a person and of a link in no programme: no trail of a programme shows them.
OF_NO_PROGRAMME = {"person", "link"}
Parameter = tuple[str, int]


def takers(trees: list[ast.Module]) -> dict[str, int]:
    """The functions that are handed an action, and the place where they take it."""
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return dict(found for node in nodes for found in takes(node))


def takes(node: ast.FunctionDef) -> Iterator[Parameter]:
    names = [argument.arg for argument in node.args.args if argument.arg != "self"]
    if "action" in names:
        yield node.name, names.index("action")


def handed(call: ast.Call, places: dict[str, int]) -> Iterator[ast.expr]:
    """What a call hands over as an action, by name or by place."""
    yield from (word.value for word in call.keywords if word.arg == "action")
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in places and len(call.args) > places[name]:
        yield call.args[places[name]]


def actions(source: str, places: dict[str, int]) -> set[str]:
    """Every `room.verb` among them; of one put together in the code, its beginning with a star."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    parts = [part for call in calls for given in handed(call, places) for part in texts(given)]
    return {part for part in parts if part.partition(".")[0].isalpha() and "." in part and " " not in part}


def texts(given: ast.expr) -> Iterator[str]:
    if isinstance(given, ast.JoinedStr):
        yield f"{getattr(given.values[0], 'value', '')}*"
        return
    yield from (str(node.value) for node in ast.walk(given) if isinstance(node, ast.Constant))


def kept() -> set[str]:
    sources = [read(name) for name in code_files() if name.startswith("tests/") is False]
    places = takers([ast.parse(source) for source in sources])
    return {action for source in sources for action in actions(source, places)}


def is_told(action: str) -> bool:
    return any((ROOT / "templates" / FOLDER).glob(f"{action}.html"))


def test_every_deed_that_the_code_keeps_has_a_sentence() -> None:
    found = {action for action in kept() if action.partition(".")[0] not in OF_NO_PROGRAMME}
    assert {"role.ended", "contact.merged", "import.expired", "project.shared", "budget.removed"} <= found
    assert sorted(action for action in found if not is_told(action)) == []
    assert {action.partition(".")[0] for action in found} <= KINDS.keys()


def test_a_new_deed_is_found_however_it_is_handed_over() -> None:
    source = 'def note(action, at): ...\nnote("visit.logged", 1)\nrecord(action="visit.a" if x else "visit.b")'
    places = takers([ast.parse(source)])
    assert actions(source, places) == {"visit.logged", "visit.a", "visit.b"}
    assert actions('note(f"visit.{word}", 1)', places) == {"visit.*"}


def test_every_sentence_stands_under_a_kind() -> None:
    names = [path.name for path in (ROOT / "templates" / FOLDER).glob("*.*.html")]
    assert {name.partition(".")[0] for name in names} <= KINDS.keys()


@pytest.mark.parametrize(
    ("action", "details", "told"),
    [
        ("role.ended", {"until": "2026-06-18"}, "Set 18 June 2026 as the last day of a role of Ada & Co"),
        ("role.ended", {}, "Set the last day of a role of Ada & Co"),
        ("role.given", {"kind": "champion"}, "Gave Ada & Co a role: Champion"),
        ("role.given", {"import_entry": 3}, "Gave Ada & Co a role, by a file"),
        ("budget.removed", {"name": "Grants", "amount": "1200.00"}, "Removed the budget line Grants, £1,200"),
        ("budget.removed", {}, "Removed a budget line"),
        (
            "import.applied",
            {"kind": "people", "new": 2, "changed": 1, "same": 0, "left": 4},
            "Brought in the file Ada & Co of people and their roles: 2 new, 1 changed, 0 unchanged",
        ),
        ("import.expired", {}, "Cancelled the import of the file Ada & Co, which nobody ended in 30 days"),
    ],
    ids=["last-day", "last-day-unknown", "role", "role-by-file", "budget", "budget-unknown", "file", "expired"],
)
def test_a_sentence_names_what_the_trail_keeps(action: str, details: dict[str, object], told: str) -> None:
    assert sentence(action, "Ada & Co", details) == told


def test_a_thing_no_longer_kept_is_said_to_be_so() -> None:
    assert sentence("contact.added", "", {}) == "Added the contact somebody or something no longer kept"


@pytest.mark.parametrize(
    ("action", "pair", "told"),
    [
        ("partnership.changed", {"gss_code": ["", "E07000001"]}, "GSS code: nothing became “E07000001”"),
        ("budget.changed", {"amount": ["5.00", "1000.50"]}, "amount: “£5” became “£1,000.50”"),
        ("programme.dates_changed", {"submission": ["2026-06-18", ""]}, ": “18 June 2026” became nothing"),
    ],
    ids=["field", "money", "day"],
)
def test_a_change_is_told_by_the_names_people_know(action: str, pair: dict[str, object], told: str) -> None:
    (line,) = changed(action, {"fields": pair})
    assert line.endswith(told)
    assert "_" not in line


def test_templates_of_the_trail_are_read_without_escaping() -> None:
    assert engines["django"].engine.autoescape  # pages escape: what the trail says is escaped there, once
    assert sentence("contact.added", "<b>", {}) == "Added the contact <b>"
