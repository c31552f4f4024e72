"""A traveller without a mouse: Tab, Shift+Tab, arrows, Space and Enter, and an eye on the focus all the way."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from tests.journeys.stumble import Stumble

SCRIPT = Path(__file__).with_suffix(".js")
THIS = "element => journey.aim([element])"
ITS_GROUP = "element => journey.aim([...document.getElementsByName(element.name)])"

ROUNDS = 3  # that a page which draws itself anew is gone round


class Keyboard:
    """Reaches each thing by pressing keys, as few times as the page has controls; stumbles by name."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(path=SCRIPT)

    def press(self, target: Locator, name: str) -> None:
        self.reach(target, name)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, name: str, text: str) -> None:
        self.reach(target, name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)

    def mark(self, target: Locator, name: str) -> None:
        self.reach(target, name, aim=ITS_GROUP if target.get_attribute("type") == "radio" else THIS)
        for _option in range(self.page.evaluate("() => journey.most()")):
            if target.evaluate("element => element === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def pick(self, target: Locator, name: str, option: str) -> None:
        self.reach(target, name)
        self.page.keyboard.press("Home")
        options = target.locator("option").all_text_contents()
        for _press in range([text.strip() for text in options].index(option)):
            self.page.keyboard.press("ArrowDown")

    def reach(self, target: Locator, name: str, *, aim: str = THIS) -> None:
        """Move the focus there; raises Stumble when no number of presses does it, or the focus gets out of sight."""
        target.evaluate(aim)
        key = "Shift+Tab" if target.evaluate("element => journey.isBefore(element)") else "Tab"
        self.page.evaluate("() => journey.remember()")
        if target.evaluate("element => element === document.activeElement"):
            return
        for _press in range(self.page.evaluate("() => journey.most()")):
            stop = self.move(key)
            if stop.get("wrong"):
                raise Stumble(stop["wrong"])
            if stop.get("there"):
                return
        raise Stumble(f"“{name}” cannot be reached with the {key} key")

    def move(self, key: str) -> dict[str, Any]:
        """One press; where the focus is then."""
        self.page.keyboard.press(key)
        stop: dict[str, Any] = self.page.evaluate("() => journey.stop()")
        return stop

    def walk(self) -> list[str]:
        """Once round the page: what is wrong with any stop, and what was never reached. The focus is put back. Once
        more where a page that is at work drew a part of itself anew on the way: what had the focus is gone then.
        """
        before = self.page.evaluate_handle("() => document.activeElement")
        for _round in range(ROUNDS):
            wrong = self.go_round()
            if not wrong or not self.page.evaluate("() => journey.isDrawnAnew()"):
                break
        before.evaluate("element => journey.putBack(element)")
        return wrong

    def go_round(self) -> list[str]:
        """From where the focus is to where it has been."""
        self.page.evaluate("() => { journey.forget(); journey.remember(); }")
        wrong = []
        for _press in range(self.page.evaluate("() => journey.most()")):
            stop = self.move("Tab")
            if stop.get("again"):
                break
            wrong += filter(None, [stop.get("wrong")])
        wrong += self.page.evaluate("() => journey.unreached()")
        return wrong
