"""What is refused before anything reads it: requests that no browser of ours sends, and that would break what does."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

NUL = "\0"


class PlainRequestMiddleware:
    """Stands before all that read a request: bodies have a largest size, and cookies are text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if size_of(request) > settings.LARGEST_REQUEST:
            raise RequestDataTooBig("Larger than anything that a form of the portal takes")
        # PostgreSQL keeps no NUL; a cookie may spell one as \000. What is not text is as good as not sent.
        request.COOKIES = {name: cookie for name, cookie in request.COOKIES.items() if NUL not in cookie}
        return self.get_response(request)


def size_of(request: HttpRequest) -> int:
    """Bytes that are announced; of a body that is not announced Django reads none."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    return int(announced) if announced.isdecimal() else 0
