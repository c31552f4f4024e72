"""Gives each request the standing of its person, read anew each time: a lost role is lost at once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from partnerships.selectors import NOBODY, Standing, standing_of

CHOSEN_ROLE = "acting_role"


class StandingMiddleware:
    """Sets `request.standing`, read from the database when first used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.standing = SimpleLazyObject(lambda: current_standing(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def current_standing(request: HttpRequest) -> Standing:
    """Nobody's for those who have not signed in."""
    if not request.user.is_authenticated:
        return NOBODY
    return standing_of(request.user, on=timezone.localdate(), chosen=request.session.get(CHOSEN_ROLE))
