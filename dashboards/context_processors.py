"""What the frame of every page leads to: the top links of the role, and the addresses in header and footer."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, pgettext_lazy

from dashboards.rules.navigation import belongs_to, links_for

KEPT = 512  # addresses that a process remembers; whoever asks may say where the portal is mounted
LABELS = {
    "at_a_glance": pgettext_lazy("top link", "Region"),
    "own": pgettext_lazy("top link", "My partnership"),
    "home": pgettext_lazy("top link", "Home"),
    "region": pgettext_lazy("top link", "Region"),
    "partnerships": pgettext_lazy("top link", "Partnerships"),
    "projects": pgettext_lazy("top link", "Projects"),
    "grants": pgettext_lazy("top link", "Grants"),
    "programme": pgettext_lazy("top link", "Programme"),
    "needs": pgettext_lazy("top link", "Needs"),
    "contacts": pgettext_lazy("top link", "Contacts"),
    "years": pgettext_lazy("top link", "Year"),
}

# What templates call an address, and the name of its URL. An installation may lack any of them, and draws no link then.
ADDRESSES = {
    "home_url": "home",
    "search_url": "search",
    "account_url": "account",
    "sign_in_url": "account_login",
    "switch_url": "switch_role",
    "demonstration_url": "demonstration",
    "set_language_url": "set_language",
    "help_url": "help",
    "accessibility_url": "accessibility",
    "privacy_url": "privacy",
    "cookies_url": "cookies",
    "style_url": "style_page",
}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Links with `label`, `url` and `current`, none for those who have not signed in; and ADDRESSES."""
    return {"navigation": SimpleLazyObject(lambda: top_links(request)), **addresses(*here())}


def top_links(request: HttpRequest) -> list[dict[str, Any]]:
    """The links of the role acted in; `current` is "page" on the page itself, "true" on one that belongs to it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    acting = request.standing.acting  # type: ignore[attr-defined]
    found = {link.key: address(link.url_name) for link in links_for(acting.kind if acting else None)}
    section = belongs_to(request.path_info, list(found))
    return [
        {"label": LABELS[key], "url": url, "current": current(url == request.path, key == section)}
        for key, url in found.items()
        if url
    ]


def current(is_page: bool, is_section: bool) -> str:
    """What `aria-current` says."""
    return "page" if is_page else "true" if is_section else ""


def address(url_name: str) -> str:
    """Where a page without arguments is; empty when there is none."""
    return known(url_name, *here())


def here() -> tuple[str, str, str | None]:
    """All that an address depends on: which set of addresses holds, where the portal is mounted, and the language."""
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), get_language()


@lru_cache(KEPT)
def addresses(urlconf: str, prefix: str, language: str | None) -> Mapping[str, str]:
    """ADDRESSES, looked up once for all pages."""
    return {name: known(url_name, urlconf, prefix, language) for name, url_name in ADDRESSES.items()}


@lru_cache(KEPT)
def known(url_name: str, urlconf: str, prefix: str, language: str | None) -> str:
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""
