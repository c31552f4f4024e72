"""Gives each request the standing of its person, read anew each time: a lost role is lost at once."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.selectors import has_second_step
from partnerships.permissions.sign_in import must_have_second_step
from partnerships.selectors.standing import CHOSEN_ROLE, NOBODY, Standing, standing_of


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


class SecondFactorMiddleware:
    """Whoever must have a second step and has none reaches public pages and their own account, nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.must_have_second_step = SimpleLazyObject(lambda: needs_second_step(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Public pages are the views marked `login_not_required`; the account's lie under `/account/`."""
        is_open = not getattr(view, "login_required", True) or request.path.startswith(reverse("account"))
        if is_open or not request.must_have_second_step:  # type: ignore[attr-defined]
            return None
        return None if has_second_step(request.user) else redirect("mfa_activate_totp")  # type: ignore[arg-type]


def needs_second_step(request: HttpRequest) -> bool:
    """Whether who has signed in must have a second step; a template asks `request.must_have_second_step`."""
    if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
        return False
    return must_have_second_step(request.user, request.standing)  # type: ignore[attr-defined]
