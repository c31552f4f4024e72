"""The top links of every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import pgettext_lazy

from dashboards.rules.navigation import links_for

LABELS = {"home": pgettext_lazy("top link", "Home")}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Links with `label`, `url` and whether one is there; none for those who have not signed in."""
    return {"navigation": SimpleLazyObject(lambda: top_links(request))}


def top_links(request: HttpRequest) -> list[dict[str, Any]]:
    """The links of the role acted in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    acting = request.standing.acting  # type: ignore[attr-defined]
    found = links_for(acting.kind if acting else None)
    return [
        {"label": LABELS[link.key], "url": reverse(link.url_name), "current": request.path == reverse(link.url_name)}
        for link in found
    ]
