"""Finds the words of a template that no translator would ever see."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

TRANSLATED = {"blocktranslate", "blocktrans"}
UNSEEN = {"comment", "verbatim"}
# Tags whose literals are names, formats or already for the translator.
NOT_SPOKEN = {"translate", "trans", "load", "extends", "include", "url", "static", "block", "endblock", "now", "filter"}
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
WORD = re.compile(r"[^\W\d_]{2,}")
# A literal that begins with a capital and goes on with a space, and is not handed over as _("…").
LITERAL = re.compile(r"""(?<!_\()(["'])([A-Z][^"']* [^"']*)\1""")
HELD = "\u0001"  # stands for a variable or tag, so that attributes keep their shape


class Spoken(HTMLParser):
    """Gathers the text and the spoken attributes of HTML; scripts and styles are checked elsewhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style"}
        self.found += [value or "" for name, value in attrs if name in SPOKEN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def untranslated(source: str, *, is_html: bool = True) -> list[str]:
    """Each run of words that stands outside `translate` and `blocktranslate`, and each that a tag is given bare."""
    tokens = list(seen(Lexer(source).tokenize()))
    flat = "".join(token.contents if token.token_type is TokenType.TEXT else HELD for token in tokens)
    if is_html:
        spoken = Spoken()
        spoken.feed(flat)
        spoken.close()
        texts = spoken.found
    else:
        texts = [flat]
    runs = [" ".join(text.replace(HELD, " ").split()) for text in texts]
    return [run for run in runs if WORD.search(run)] + [words for token in tokens for words in bare_literals(token)]


def seen(tokens: list[Token]) -> Iterator[Token]:
    """The tokens that are neither comments nor inside a block that translates, comments out or stands as it is."""
    until = ""
    for token in tokens:
        name = token.contents.split(maxsplit=1)[0] if token.token_type is TokenType.BLOCK and token.contents else ""
        if until:
            until = "" if name == until else until
        elif name in TRANSLATED | UNSEEN:
            until = f"end{name}"
        elif token.token_type is not TokenType.COMMENT:
            yield token


def bare_literals(token: Token) -> list[str]:
    """What a tag or filter is given to say, in quotes and without `_()`."""
    if token.token_type is TokenType.TEXT:
        return []
    name = token.contents.split(maxsplit=1)[0] if token.token_type is TokenType.BLOCK else ""
    return [] if name in NOT_SPOKEN else [found[1] for found in LITERAL.findall(token.contents)]
