"""What a request carries once the middleware has seen it; for type checkers, nothing at run time."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class SignedInRequest(HttpRequest):
    """A request to a page that is not open: its user is a person."""

    user: AbstractBaseUser  # type: ignore[assignment]  # nobody anonymous comes this far
    htmx: HtmxDetails
