"""The home of each role."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.selectors.home import home_of
from partnerships.http import PortalRequest


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What needs the person, in the role they act in."""
    return render(request, "dashboards/home.html", {"home": home_of(request.standing, on=timezone.localdate())})
