"""What every page's frame needs to know about this installation."""

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, object]:
    """Which mode this is, and whether more than one language can be chosen."""
    return {"is_demonstration": settings.DEMONSTRATION, "languages": settings.OFFERED_LANGUAGES}
