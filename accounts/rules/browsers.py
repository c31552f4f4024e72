"""What a browser calls itself, in words that its owner knows: `Firefox on Windows`."""

from dataclasses import dataclass

# The first mark found wins: most browsers also claim to be those below them.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Browser:
    """Names of makers, the same in every language; empty when not known."""

    name: str
    system: str


def recognise(user_agent: str) -> Browser:
    """Which browser on which system a User-Agent header names."""
    return Browser(name=first_of(BROWSERS, user_agent), system=first_of(SYSTEMS, user_agent))


def first_of(marks: tuple[tuple[str, str], ...], text: str) -> str:
    """The word of the first mark that the text has."""
    return next((word for mark, word in marks if mark in text), "")
