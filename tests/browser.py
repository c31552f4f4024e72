"""Looking at the portal as people do: one Chromium a session, one window a test, and what can be seen in it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, Route, expect, sync_playwright

# What a page without scripts holds and a copy of it with scripts would hide, and what would take the copy away.
NOSCRIPT, REFRESH = re.compile(r"</?noscript[^>]*>"), re.compile(r"<meta[^>]+http-equiv=.?refresh[^>]*>")
ARTEFACTS = Path(__file__).resolve().parent.parent / "artefacts"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
WIDE, PHONE = 1280, 320
PATIENCE = 60_000  # milliseconds, against hanging: what is waited for comes about in moments on a quiet machine
expect.set_options(timeout=PATIENCE)
# `region` is left out: GOV.UK puts the back link, breadcrumbs and phase banner between the landmarks on purpose.
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"region": {"enabled": False}},
    "resultTypes": ["violations"],  # of what is well, axe gathers no more than one place: that is half of its time
}
SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > room + 0.5 && !element.closest(".portal-scroll"))
    .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") || ""}`)
    .concat(`page ${document.documentElement.scrollWidth} px wide`);
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=PATIENCE)
        yield browser
        browser.close()


@dataclass
class Window:
    """A page of its own context, and everything it complained of: script errors, policy breaches, failed requests."""

    page: Page
    context: BrowserContext
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self.heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self.answered)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{message.type}: {message.text}")

    def answered(self, response: Response) -> None:
        """A page may be refused or not found; what it is made of may not, nor come from elsewhere."""
        most = 500 if response.request.is_navigation_request() else 400
        if response.status >= most or not response.url.startswith((self.address, "data:")):
            self.complaints.append(f"{response.status} from {response.url}")

    def goto(self, path: str) -> Page:
        """Open a path of the portal; the page, once its fonts are there."""
        self.page.goto(f"{self.address}{path}", wait_until="load")
        self.page.evaluate("() => document.fonts && document.fonts.ready.then(() => true)")
        return self.page

    def sign_in(self, person: Any) -> None:
        """As if the person had signed in a moment ago; journeys that are about signing in use the form instead."""
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])


@contextmanager
def open_window(
    browser: Browser, address: str, *, width: int = WIDE, javascript: bool = True, **options: Any
) -> Iterator[Window]:
    """A window `width` pixels wide; further options as Playwright's `new_context` takes them."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=javascript, reduced_motion="reduce", **options
    )
    context.set_default_timeout(PATIENCE)
    try:
        yield Window(context.new_page(), context, address)
    finally:
        context.close()


def axe_violations(page: Page) -> list[str]:
    """What axe-core objects to, a line each: rule, why, and the first places."""
    if has_scripts(page):
        return violations_of(page)
    with scripted_copy(page) as copy:
        return violations_of(copy)


def violations_of(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes'][:3]]}" for one in found]


def has_scripts(page: Page) -> bool:
    """Whether a page's own scripts run."""
    return not page.evaluate("() => matchMedia('(scripting: none)').matches")


@contextmanager
def scripted_copy(page: Page) -> Iterator[Page]:
    """A page as it stands, in a context where axe can run (it waits for timers) and the page's own scripts cannot."""
    html = REFRESH.sub("", NOSCRIPT.sub("", page.content()))
    assert page.context.browser
    context = page.context.browser.new_context(viewport=page.viewport_size, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    try:
        context.add_cookies([dict(cookie) for cookie in page.context.cookies()])  # type: ignore[misc]

        def answer(route: Route) -> None:
            kind = route.request.resource_type
            if kind == "document":
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
            else:
                route.abort() if kind == "script" else route.continue_()

        context.route("**/*", answer)
        copy = context.new_page()
        copy.goto(page.url, wait_until="load")
        yield copy
    finally:
        context.close()


def sideways_scroll(page: Page) -> list[str]:
    """Elements that reach over the right edge; empty when one need not scroll sideways."""
    return page.evaluate(SIDEWAYS)


def screenshot(page: Page, name: str) -> Path:
    """The whole page as a picture in artefacts/; `name` may have folders and has no ending."""
    file = ARTEFACTS / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    # Hiding the caret would leave a style on every field, which a page that saves itself then hands on.
    page.screenshot(path=file, full_page=True, caret="initial")
    return file
