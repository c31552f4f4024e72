"""Somebody with something to do: the words that journeys are written in, whatever the hands."""

import re
from pathlib import Path

from playwright.sync_api import Error, Locator, Page, expect

from tests.browser import PATIENCE, Window, axe_violations, screenshot, sideways_scroll
from tests.journeys.keyboard import Keyboard
from tests.journeys.modes import Mode
from tests.journeys.stumble import Stumble

REFRESHES, STOPS_IT = 'meta[http-equiv="refresh"]', "Stop updating this page"


class Traveller:
    """Finds things as people do, by what they are called, and acts on them with the mode's hands.

    A journey may also `look`: everything that is wrong with the page as it stands, and a picture of it.
    """

    def __init__(self, window: Window, mode: Mode, pictures: str) -> None:
        self.window, self.mode, self.pictures = window, mode, pictures
        self.hands = mode.hands(window.page)
        self.looks = 0

    @property
    def page(self) -> Page:
        return self.window.page

    # --- Going ------------------------------------------------------------------------------------------------------
    def open(self, path: str) -> None:
        """Type an address of the portal."""
        self.window.goto(path)

    def follow(self, name: str) -> None:
        """A link, to the page it leads to."""
        self._leave("link", name)

    def press(self, name: str) -> None:
        """A button, to the page that comes of it."""
        self._leave("button", name)

    def download(self, name: str, role: str = "button") -> tuple[str, bytes]:
        """The file behind a button or link: the name under which it would be kept, and what is in it."""
        found = self._find(role, name)
        with self.page.expect_download() as begun:
            self.hands.press(found, name)
        return begun.value.suggested_filename, Path(begun.value.path()).read_bytes()

    def unfold(self, name: str) -> None:
        """What lies folded under a summary."""
        summary = self.page.locator("summary").filter(has_text=name)
        self.hands.press(self._one(summary, "summary", name), name)
        expect(summary.locator("xpath=..")).to_have_attribute("open", "")

    def skip_to_main(self) -> None:
        """Past the header, where that is of use: with the keyboard. It is the first stop of every page."""
        if isinstance(self.hands, Keyboard):
            self.open(self.page.url.removeprefix(self.window.address))
            self.hands.move("Tab")
            expect(self._find("link", "Skip to main content")).to_be_focused()
            self.page.keyboard.press("Enter")
            expect(self.page.get_by_role("main")).to_be_focused()

    # --- Filling in -------------------------------------------------------------------------------------------------
    def fill(self, label: str, text: str, *, group: str = "") -> None:
        """Type into the field with that label, in place of what was there; a box of a date is in the date's `group`."""
        self.hands.write(self._field(label, group), label, text)
        self.holds(label, text, group=group)

    def choose(self, group: str, option: str) -> None:
        """One of several radios."""
        radio = self._find("radio", option, self._find("group", group))
        self.hands.mark(radio, option)
        expect(radio).to_be_checked()

    def tick(self, label: str) -> None:
        """A checkbox."""
        box = self._find("checkbox", label)
        self.hands.mark(box, label)
        expect(box).to_be_checked()

    def pick(self, label: str, option: str) -> None:
        """An option of a list that opens."""
        field = self._field(label)
        self.hands.pick(field, label, option)
        expect(field.locator("option:checked")).to_have_text(option)

    # --- Seeing -----------------------------------------------------------------------------------------------------
    def arrive(self, heading: str) -> None:
        """At the page with that title."""
        expect(self.page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()

    def see(self, *texts: str, patience: float = PATIENCE / 1000) -> None:
        """Each text, somewhere on the page, within so many seconds."""
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible(timeout=patience * 1000)

    def miss(self, text: str) -> None:
        """Nothing on the page says that."""
        expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)

    def read(self, what: str) -> list[str]:
        """The texts of what a person would copy by hand, found by selector."""
        return self.page.locator(what).all_inner_texts()

    def holds(self, label: str, text: str, *, group: str = "") -> None:
        """What was typed is still there."""
        expect(self._field(label, group)).to_have_value(text)

    def told(self, label: str, text: str) -> None:
        """A message beside the field, read out with it."""
        expect(self._field(label)).to_have_accessible_description(re.compile(re.escape(text)))

    def mend(self, message: str, label: str) -> None:
        """From the summary of mistakes, which has the focus, by the link of one of them to its field."""
        summary = self.page.locator(".govuk-error-summary")
        expect(summary).to_be_visible()
        expect(self.page).to_have_title(re.compile("^Error: "))
        if self.mode.scripts and not self.page.url.partition("#")[2]:
            expect(summary).to_be_focused()
        self.hands.press(self._find("link", message, summary), message)
        expect(self._field(label)).to_be_focused()

    def look(self, state: str) -> None:
        """Take a picture of the page; raises Stumble with everything that is wrong with it."""
        self.looks += 1
        name = f"{self.looks:02}-{re.sub('[^a-z0-9]+', '-', state.lower()).strip('-')}"
        wrong = axe_violations(self.page) + sideways_scroll(self.page) + self.restless() + self.window.complaints
        screenshot(self.page, f"{self.pictures}/{name}")
        if isinstance(self.hands, Keyboard):
            wrong += self.hands.walk()
        if wrong:
            raise Stumble("\n  ".join([f"{state}, {self.mode.name}:", *wrong]))

    def restless(self) -> list[str]:
        """A page that comes again by itself must let itself be stopped (WCAG 2.2.1); axe cannot tell."""
        if not self.page.locator(REFRESHES).count() or self.page.get_by_role("link", name=STOPS_IT).count():
            return []
        return ["the page comes again by itself and cannot be stopped"]

    # --- Finding ----------------------------------------------------------------------------------------------------
    def _leave(self, role: str, name: str, inside: Locator | None = None) -> None:
        found = self._find(role, name, inside)
        with self.page.expect_navigation(wait_until="load"):
            self.hands.press(found, name)

    def _find(self, role: str, name: str, inside: Locator | None = None) -> Locator:
        place = self.page if inside is None else inside
        return self._one(place.get_by_role(role, name=name, exact=True), role, name)  # type: ignore[arg-type]

    def _field(self, label: str, group: str = "") -> Locator:
        place = self._find("group", group) if group else self.page
        return self._one(place.get_by_label(label, exact=True), "field", label)

    def _one(self, found: Locator, role: str, name: str) -> Locator:
        try:
            found.first.wait_for(state="visible")
        except Error:
            raise Stumble(f"{self.mode.name}: there is no {role} called “{name}” on {self.page.url}") from None
        if (several := found.count()) > 1:
            raise Stumble(f"{self.mode.name}: {several} times {role} is called “{name}” on {self.page.url}")
        return found
