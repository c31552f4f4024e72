"""The address of a page of one thing, looked up once for a list of many."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Route:
    """An address with its key still to come."""

    before: str
    after: str

    def to(self, key: int | str) -> str:
        """The page of that one."""
        return f"{self.before}{key}{self.after}"


def route_of(url_name: str) -> Route:
    """Of a page that takes a whole number last. Where the portal is mounted may have figures of its own."""
    before, _, after = reverse(url_name, args=[0]).rpartition("0")
    return Route(before, after)
