"""Every address that a URLconf knows, with the name that a page is declared by."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One URL pattern: its name with namespaces (empty when it has none), its whole route, the view behind it."""

    name: str
    route: str
    callback: Callable[..., Any]
    parameters: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name or '(no name)'} at /{self.route}"


def addresses(urlconf: str | None = None) -> list[Address]:
    """Every pattern, those of included URLconfs too."""
    return list(walk(get_resolver(urlconf), "", "", ()))


def walk(resolver: URLResolver, namespace: str, route: str, parameters: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        taken = (*parameters, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern, inner, here, taken)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name or ''}", here, pattern.callback, taken)


def is_named_in(name: str, declared: Collection[str]) -> bool:
    """Whether a name is declared; one that ends with a colon declares its whole namespace."""
    return name in declared or f"{name.rpartition(':')[0]}:" in declared


def undeclared(known: Iterable[Address], declared: Collection[str]) -> list[Address]:
    """The addresses that no page declares; one without a name cannot be declared but by its namespace."""
    return [address for address in known if not is_named_in(address.name, declared)]
