"""Every email has a kind that somebody registered, and every kind has its words."""

from notices.rules.kinds import Kind, known
from tests.architecture.tree import files

WORDS = "templates/emails/"


def written() -> set[str]:
    """The kinds that have words in the project's own templates, each in the folder of its room."""
    names = {name.removeprefix(WORDS).removesuffix(".txt") for name in files(".txt") if name.startswith(WORDS)}
    return {name for name in names if "/" in name}


def registered() -> dict[str, Kind]:
    """The kinds of our own rooms; tests register theirs as `test/...`."""
    return {name: kind for name, kind in known.items() if not name.startswith("test/")}


def test_every_email_is_of_a_registered_kind_and_every_kind_has_its_words() -> None:
    assert set(registered()) == written()


def test_every_kind_stands_in_a_group_and_is_chosen_or_says_why_not() -> None:
    poor = [name for name, kind in registered().items() if not (kind.group and kind.label)]
    silent = [name for name, kind in registered().items() if kind.can_be_chosen and not kind.tells]
    assert (poor, silent) == ([], [])
