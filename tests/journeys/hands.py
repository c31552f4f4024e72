"""How acts are done: with a mouse, or with a thumb. The keyboard has a file of its own."""

from typing import Protocol

from playwright.sync_api import Locator


class Hands(Protocol):
    """One way of acting on what the traveller has found; `name` is for the words of a stumble."""

    def press(self, target: Locator, name: str) -> None:
        """Follow a link, press a button, unfold a summary."""

    def write(self, target: Locator, name: str, text: str) -> None:
        """Put text in place of what a field holds."""

    def mark(self, target: Locator, name: str) -> None:
        """Choose a radio or tick a box."""

    def pick(self, target: Locator, name: str, option: str) -> None:
        """Choose from a list that opens."""


class Mouse:
    """Clicks, and types where it has clicked."""

    def press(self, target: Locator, name: str) -> None:
        target.click()

    def write(self, target: Locator, name: str, text: str) -> None:
        self.press(target, name)
        target.fill(text)

    def mark(self, target: Locator, name: str) -> None:
        self.press(target, name)

    def pick(self, target: Locator, name: str, option: str) -> None:
        target.select_option(label=option)


class Thumb(Mouse):
    """Taps; otherwise as with a mouse."""

    def press(self, target: Locator, name: str) -> None:
        target.tap()
