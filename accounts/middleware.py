"""What each request asks of an account: is the session still young, and what to show when a link is refused."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.errors import LinkRefusedError
from accounts.rules.sessions import SEEN, SIGNED_IN, Ending, Limits, ending
from kit.locks import held

SIGNED_OUT = {
    Ending.IDLE: _("You were signed out because you had been away for a while. Sign in to go on."),
    Ending.TOO_OLD: _("You were signed out because you signed in long ago. Sign in to go on."),
}


class InTurnMiddleware:
    """Forms of one session under `/account/` are answered one after the other.

    The library counts wrong codes in the session, and requests at the same moment would not see each other's count.
    Stands before the session is read, and ends after it is saved.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if request.method != "POST" or not key or not request.path.startswith(reverse("account")):
            return self.get_response(request)
        with held(f"accounts.session:{key}"):
            return self.get_response(request)


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """A page is closed unless it says `login_not_required`.

    Whoever sent a form after their session ended is led, once signed in, back to the page the form stood on: the
    form's own address often answers nothing but a form.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseRedirect:
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(page_of_form(request), self.get_login_url(view_func))


def page_of_form(request: HttpRequest) -> str:
    """The path that the browser says it came from, when that is one of ours; otherwise the first page."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return reverse("home")
    path = urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl()
    return path if url_has_allowed_host_and_scheme(path, None) else reverse("home")


class SessionAgeMiddleware:
    """Ends a session that is too old or was left alone too long; writes down now and then that it was seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            age(request, now=int(timezone.now().timestamp()))
        return self.get_response(request)


def age(request: HttpRequest, *, now: int) -> None:
    """Sign out, or mark as seen; `now` is in seconds since 1970."""
    signed_in = request.session.setdefault(SIGNED_IN, now)
    seen = request.session.setdefault(SEEN, now)
    limits = Limits(longest=settings.SESSION_LONGEST, idle=settings.SESSION_IDLE_LIMIT)
    if why := ending(now=now, signed_in=signed_in, seen=seen, limits=limits):
        logout(request)
        messages.info(request, SIGNED_OUT[why])
    elif now - seen >= settings.SESSION_SEEN_EVERY:
        request.session[SEEN] = now
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


class NothingKeptMiddleware:
    """What somebody saw while signed in is not kept by the browser for whoever sits down there next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
        response = self.get_response(request)
        if signed_in and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class LinkRefusalMiddleware:
    """One page for every link that is refused, whatever the room and whatever the reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """404, as for everything that is not there or not for you."""
        if isinstance(exception, LinkRefusedError):
            return render(request, "accounts/link_refused.html", status=404)
        return None
