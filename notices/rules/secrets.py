"""Placeholders for codes and links: what is stored shows a placeholder, what is sent has the secret."""

import re
from collections.abc import Iterable, Mapping
from html import escape

NAME = re.compile(r"[a-z_]+\Z")


class UnknownSecretError(ValueError):
    """A message names a secret that was not given, or the other way round."""


def placeholders(names: Iterable[str], nonce: str) -> dict[str, str]:
    """`{"code": "[[code:NONCE]]"}`: the nonce keeps a person's own words from posing as a placeholder."""
    found = {name: f"[[{name}:{nonce}]]" for name in names}
    if not all(NAME.match(name) for name in found):
        raise UnknownSecretError("A secret's name has small letters and underscores only")
    return found


def reveal(body: str, marks: Mapping[str, str], secrets: Mapping[str, str], *, as_html: bool) -> str:
    """Put the secrets in, escaped for HTML where asked; raises UnknownSecretError when one is missing."""
    for name, mark in marks.items():
        if name not in secrets:
            raise UnknownSecretError(name)
        body = body.replace(mark, escape(secrets[name]) if as_html else secrets[name])
    return body


def cut(subject: str, most: int) -> str:
    """At most so many characters, the last an ellipsis where more were cut off; a placeholder goes whole or not."""
    if len(subject) <= most:
        return subject
    whole = re.sub(r"\[\[?[^\]]*\]?\Z", "", subject[: most - 1])
    return whole.rstrip() + "…"


def readable(body: str) -> str:
    """What a page may show: `[[code:NONCE]]` becomes `[code]`."""
    return re.sub(r"\[\[([a-z_]+):[0-9a-f]+\]\]", r"[\1]", body)
