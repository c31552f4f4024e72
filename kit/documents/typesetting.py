"""HTML to PDF/UA-1 by WeasyPrint. Imported only where documents are made: without Pango it raises OSError."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pydyf
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse, URLFetchingError

from kit.documents.artifacts import DECORATION
from kit.documents.broken_tables import join_broken_tables
from kit.documents.fetcher import find_static, static_path
from kit.documents.fonts import unpacked
from kit.documents.request import Request, Shelf
from kit.documents.structure import finish

# A file of ours that is missing; or a foreign one where WeasyPrint has no way on without it (a colour profile).
NEEDED_FILES = (FatalURLFetchingError, URLFetchingError)
SVG = "{http://www.w3.org/2000/svg}"


class StaticFilesOnly(URLFetcher):
    """Serves our static files; counts and refuses everything else. A file of ours that is missing stops the work."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.shelf = shelf
        self.refused = 0

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        try:
            path, mime_type = static_path(url, self.shelf)
        except ValueError:
            self.refused += 1
            raise
        file = find_static(path, self.shelf)
        if file is None:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, unpacked(file.read_bytes()), {"Content-Type": mime_type})


def make(request: Request) -> tuple[bytes, int, list[str], int]:
    """The finished PDF, its pages, what is not accessible in it, and the number of addresses refused."""
    tagged, refused = typeset(request)
    return (*finish(tagged), refused)


def typeset(request: Request) -> tuple[bytes, int]:
    """The PDF, tagged, and how many addresses it asked for and was refused."""
    fetcher = StaticFilesOnly(request.shelf)
    page = HTML(string=request.html, base_url=request.shelf.base_address, url_fetcher=fetcher, encoding="utf-8")
    describe_pictures(page.etree_element)
    document = page.render(font_config=FontConfiguration())
    metadata = document.metadata
    metadata.title, metadata.authors = request.title, [request.author]
    metadata.created = metadata.modified = request.at
    metadata.attachments = []
    return document.write_pdf(pdf_variant="pdf/ua-1", finisher=mend_tags), fetcher.refused


def mend_tags(document: Any, pdf: Any) -> None:
    """What is easier while WeasyPrint still knows which box came from which element."""
    name_links(document, pdf)
    join_broken_tables(document, pdf)


def describe_pictures(root: Any, hidden: bool = False) -> None:
    """Give each picture the alternative text that HTML gives it: WeasyPrint reads an SVG's title and no more."""
    hidden = hidden or root.get("aria-hidden") == "true"
    if root.tag == f"{SVG}svg":
        describe_drawing(root, hidden)
        open_links(root)
    elif root.tag == "img" and (hidden or root.get("alt") == ""):
        root.set("alt", DECORATION)
    else:
        for child in root:
            describe_pictures(child, hidden)


def describe_drawing(drawing: Any, hidden: bool) -> None:
    """Title and description together, or the mark of decoration."""
    title, description = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
    words = [plain_text(part).rstrip(".") for part in (title, description) if part is not None]
    text = DECORATION if hidden else ". ".join(word for word in words if word)
    if title is None and text:
        title = ElementTree.Element(f"{SVG}title")
        drawing.insert(0, title)
    if title is not None:
        title.text = text


def open_links(drawing: Any) -> None:
    """A link in a drawing becomes a group: WeasyPrint takes it for text, and would leave out the shapes in it."""
    for parent in drawing.iter():
        in_text = parent.tag in (f"{SVG}text", f"{SVG}tspan")
        for child in parent:
            if child.tag == f"{SVG}a" and not in_text:
                child.tag = f"{SVG}g"


def plain_text(element: Any) -> str:
    """All text in an element, its white space folded."""
    return " ".join("".join(element.itertext()).split())


def name_links(document: Any, pdf: Any) -> None:
    """A link is announced by its words; WeasyPrint would announce its address."""
    for page in document.pages:
        for box in linked_boxes(page._page_box):
            words = plain_text(box.element) if box.element is not None else ""
            if words:
                box.link_annotation["Contents"] = pydyf.String(words)


def linked_boxes(root: Any) -> Iterator[Any]:
    """Every box below one that became a link."""
    waiting = [root]
    while waiting:
        box = waiting.pop()
        box = getattr(box, "_box", box)
        if getattr(box, "link_annotation", None):
            yield box
        waiting.extend(getattr(box, "children", ()))
