"""The pages for anybody, and the health word."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dashboards.selectors.health import is_healthy


@login_not_required
@require_safe
def public_home(request: HttpRequest) -> HttpResponse:
    """What the portal is, for anybody; those who have signed in find their own home one click away."""
    return render(request, "dashboards/public_home.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "dashboards/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice."""
    return render(request, "dashboards/privacy.html")


@login_not_required
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Which cookies there are: the ones without which nobody can sign in."""
    names = {
        "session": settings.SESSION_COOKIE_NAME,
        "csrf": settings.CSRF_COOKIE_NAME,
        "messages": CookieStorage.cookie_name,
        "language": settings.LANGUAGE_COOKIE_NAME,
    }
    return render(request, "dashboards/cookies.html", {"names": names})


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """One word for a load balancer: whether the database and the broker answer."""
    healthy = is_healthy()
    return HttpResponse("ok" if healthy else "unavailable", "text/plain", status=200 if healthy else 503)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or came from elsewhere: say so, and change nothing."""
    return render(request, "403_csrf.html", status=403)
