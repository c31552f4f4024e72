"""What is in a tagged PDF, and what WeasyPrint leaves undone: the scope of table headers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from kit.documents.artifacts import children_of, drop_decorations, kind_of, make_artifacts

HEADINGS = tuple(f"H{level}" for level in range(1, 7))


@dataclass(frozen=True)
class Font:
    """A font of the file: whether it travels with it, and whether its glyphs can be read back as text."""

    name: str
    embedded: bool
    to_unicode: bool


@dataclass(frozen=True)
class Facts:
    """What assistive technology finds in a PDF: tags by kind, heading levels in order, words of figures and links."""

    pages: int
    title: str
    author: str
    language: str
    pdfua_part: str
    marked: bool
    shows_title: bool
    tags: dict[str, int]
    heading_levels: tuple[int, ...]
    bookmarks: tuple[str, ...]
    figures: tuple[str, ...]
    header_scopes: tuple[str, ...]
    links: tuple[str, ...]
    fonts: tuple[Font, ...]


def finish(tagged: bytes) -> tuple[bytes, int, list[str]]:
    """Mend what WeasyPrint leaves undone; the PDF, its pages, and what would still keep people out of it."""
    with pikepdf.open(BytesIO(tagged)) as pdf:
        set_header_scopes(pdf)
        drop_decorations(element for element, _ in elements_of(pdf))
        make_artifacts(pdf, {element.objgen for element, _ in elements_of(pdf)})
        facts = facts_of(pdf)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue(), facts.pages, problems_of(facts)


def describe(content: bytes) -> Facts:
    """Structure facts of a PDF, for checks and tests."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return facts_of(pdf)


def problems_of(facts: Facts) -> list[str]:
    """Codes of what PDF/UA-1 asks for and is not there; empty when all is well."""
    skipped = any(after > before + 1 for before, after in pairwise((0, *facts.heading_levels)))
    checks = {
        "no-title": not (facts.title.strip() and facts.shows_title),
        "no-language": not facts.language.strip(),
        "not-tagged": not (facts.marked and facts.pdfua_part == "1"),
        "no-heading": not facts.heading_levels,
        "heading-level-skipped": skipped,
        "figure-without-alternative": not all(facts.figures),
        "header-without-scope": not all(facts.header_scopes),
        "link-without-words": not all(facts.links),
        "font-not-embedded": not all(font.embedded for font in facts.fonts),
        "font-without-unicode": not all(font.to_unicode for font in facts.fonts),
    }
    return [code for code, wrong in checks.items() if wrong]


def set_header_scopes(pdf: pikepdf.Pdf) -> None:
    """Column for headers in a table's head, Row for those in its body: WeasyPrint writes neither."""
    for element, in_head in elements_of(pdf):
        if kind_of(element) == "TH":
            scope = Name.Column if in_head else Name.Row
            if isinstance(element.get("/A"), Dictionary):
                element.A.Scope = scope
            else:
                element.A = Dictionary(O=Name.Table, Scope=scope)


def elements_of(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, bool]]:
    """Structure elements in reading order, each with whether it stands in a table's head."""
    waiting = [(pdf.Root.get("/StructTreeRoot"), False)]
    while waiting:
        node, in_head = waiting.pop()
        if not isinstance(node, Dictionary):
            continue
        if "/S" in node:
            yield node, in_head
            in_head = (in_head or kind_of(node) == "THead") and kind_of(node) != "Table"
        waiting.extend((child, in_head) for child in reversed(list(children_of(node))))


def facts_of(pdf: pikepdf.Pdf) -> Facts:
    """All facts of an open file, in one walk over its structure."""
    root = pdf.Root
    elements = [element for element, _ in elements_of(pdf)]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        title, part = metadata.get("dc:title", ""), metadata.get("pdfuaid:part", "")
        author = ", ".join(metadata.get("dc:creator", ()))
    with pdf.open_outline() as outline:
        bookmarks = tuple(entry.title for entry in flattened(outline.root))
    return Facts(
        pages=len(pdf.pages),
        title=str(title),
        author=author,
        language=str(root.get("/Lang", "")),
        pdfua_part=str(part),
        marked=bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)),
        shows_title=bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)),
        tags=dict(Counter(kind_of(element) for element in elements)),
        heading_levels=tuple(int(kind_of(element)[1]) for element in elements if kind_of(element) in HEADINGS),
        bookmarks=bookmarks,
        figures=tuple(str(element.get("/Alt", "")).strip() for element in elements if kind_of(element) == "Figure"),
        header_scopes=tuple(scope_of(element) for element in elements if kind_of(element) == "TH"),
        links=tuple(words for page in pdf.pages for words in link_words(page)),
        fonts=tuple(fonts_of(pdf)),
    )


def scope_of(header: Any) -> str:
    """`Column`, `Row`, or nothing."""
    attributes = header.get("/A")
    return str(attributes.get("/Scope", "")).removeprefix("/") if isinstance(attributes, Dictionary) else ""


def flattened(entries: Any) -> Iterator[Any]:
    """Bookmarks in order, whatever their depth."""
    for entry in entries:
        yield entry
        yield from flattened(entry.children)


def link_words(page: Any) -> Iterator[str]:
    """What is announced for each link of a page."""
    for annotation in page.get("/Annots", ()):
        if annotation.get("/Subtype") == Name.Link:
            yield str(annotation.get("/Contents", "")).strip()


def fonts_of(pdf: pikepdf.Pdf) -> Iterator[Font]:
    """Every font in the file, once."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font and thing.get("/Subtype") == Name.Type0:
            descriptor = thing.DescendantFonts[0].get("/FontDescriptor", Dictionary())
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            yield Font(str(thing.get("/BaseFont", "")).removeprefix("/"), embedded, "/ToUnicode" in thing)
