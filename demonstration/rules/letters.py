"""What the outbox does with the HTML of a mail, and with the links in its text."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from urllib.parse import urlsplit

SHEET = "style"
STYLE = re.compile(rf"<{SHEET}[^>]*>(.*?)</{SHEET}>", re.DOTALL)
HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def for_a_frame(html: str) -> str:
    """The mail for a frame without scripts: its links open in the whole window."""
    return HEAD.sub(lambda found: found[0] + '<base target="_top">', html, count=1)


def hashes_of_styles(html: str) -> list[str]:
    """What a policy must name so that the mail's own style sheets hold, and nothing else does."""
    return [f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in STYLE.findall(html)]


def links_in(text: str, base_url: str) -> list[str]:
    """The paths of the portal that a mail's text leads to, each once, in order."""
    found = (unescape(address).rstrip(".,;:!?)”") for address in ADDRESS.findall(text))
    ours = [urlsplit(address) for address in found if f"{address}/".startswith(f"{base_url}/")]
    return list(dict.fromkeys(f"{each.path or '/'}{'?' + each.query if each.query else ''}" for each in ours))
