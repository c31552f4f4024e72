"""How tests go through the pages on which grants are decided."""

from tests.factories import World
from tests.kit.govuk_ui.rendering import words

PREPARE, LIST = "/grants/determinations/prepare/", "/grants/determinations/"


def shown(response: object) -> str:
    """The words of a page."""
    return words(response.content.decode())  # type: ignore[attr-defined]


def typed(world: World, **how: object) -> dict[str, object]:
    """What is typed into the form, and the button pressed on the check page."""
    line = world.here.programme.budget_lines.first()
    return {"minute": "SG 4/7", "line": line.pk if line else "", "written_for": "marlvale", "prepare": "yes", **how}
