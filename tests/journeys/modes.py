"""The four ways a journey is gone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import PHONE
from tests.journeys.hands import Hands, Mouse, Thumb
from tests.journeys.keyboard import Keyboard


@dataclass(frozen=True)
class Mode:
    """`window` is what `open_window` takes; `hands` makes the hands for a page."""

    name: str
    hands: Callable[[Page], Hands]
    window: dict[str, Any] = field(default_factory=dict)

    @property
    def scripts(self) -> bool:
        return bool(self.window.get("javascript", True))


MOUSE = Mode("mouse", lambda page: Mouse())
KEYBOARD = Mode("keyboard", Keyboard)
NO_SCRIPTS = Mode("no-scripts", lambda page: Mouse(), {"javascript": False})
THUMB = Mode("phone", lambda page: Thumb(), {"width": PHONE, "has_touch": True})
# For parametrized fixtures and tests: the mouse goes in `./test`, all of them in `./test --all`.
EVERY_MODE = [
    pytest.param(mode, id=mode.name, marks=[] if mode is MOUSE else pytest.mark.long)
    for mode in (MOUSE, KEYBOARD, NO_SCRIPTS, THUMB)
]
