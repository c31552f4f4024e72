"""Role homes and the public pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def public_home(request: HttpRequest) -> HttpResponse:
    """What the portal is, for anybody."""
    return render(request, "dashboards/public_home.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or came from elsewhere: say so, and keep nothing."""
    return render(request, "403_csrf.html", status=403)
