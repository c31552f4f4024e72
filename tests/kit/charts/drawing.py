"""Reads a picture back: what is drawn where, in what colours, in the order of painting."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from kit.charts.text import width_of

SVG = "{http://www.w3.org/2000/svg}"
INHERITED = ("font-size", "text-anchor", "font-weight", "fill", "stroke", "stroke-width")
LETTERS_SIZE = "29"  # the style sheet's, for the letters on a phone


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def overlaps(self, other: "Box", by: float = 0.75) -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > by and high > by

    def within(self, other: "Box", slack: float = 0.6) -> bool:
        return (
            self.left >= other.left - slack
            and self.top >= other.top - slack
            and self.right <= other.right + slack
            and self.bottom <= other.bottom + slack
        )


@dataclass(frozen=True)
class Drawn:
    """One mark: element name, where it lies, its words, classes, fill and stroke ("" for none)."""

    name: str
    box: Box
    text: str
    classes: frozenset[str]
    fill: str
    stroke: str


def parse(svg: str) -> Element:
    """The picture as a tree; fails when it is not well-formed."""
    return fromstring(svg)


def frame(root: Element) -> Box:
    """The viewBox."""
    return Box(*map(float, root.attrib["viewBox"].split()))


def drawn(svg: str, *, hidden: str = "ch-code") -> list[Drawn]:
    """Every mark in painting order; the group of class `hidden` is left out (names or letters of a map)."""
    root = parse(svg)
    shared = {e.attrib["id"]: e for defs in root.iter(f"{SVG}defs") for e in defs}
    return list(_walk(root, {}, (0.0, 0.0), shared, hidden))


def texts(svg: str, *, hidden: str = "ch-code") -> list[Drawn]:
    return [mark for mark in drawn(svg, hidden=hidden) if mark.name == "text"]


def said(svg: str) -> list[str]:
    """The words in the picture."""
    return [mark.text for mark in texts(svg)]


def _walk(
    element: Element, above: Mapping[str, str], at: tuple[float, float], shared: Mapping[str, Element], hidden: str
) -> Iterator[Drawn]:
    name, classes = element.tag.removeprefix(SVG), element.get("class", "").split()
    if name in ("defs", "title", "desc") or hidden in classes:
        return
    here = dict(above) | ({"font-size": LETTERS_SIZE} if "ch-code" in classes else {})
    here |= {key: element.attrib[key] for key in INHERITED if key in element.attrib}
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)", element.get("transform", ""))
    x, y = at[0] + float(moved[1]) if moved else at[0], at[1] + float(moved[2]) if moved else at[1]
    if name == "use":
        yield from _walk(shared[element.attrib["href"].removeprefix("#")], here, (x, y), shared, hidden)
    elif name not in ("svg", "g", "a"):
        yield _mark(element, here, (x, y), classes)
    for child in element:
        yield from _walk(child, here, (x, y), shared, hidden)


def _mark(element: Element, style: Mapping[str, str], at: tuple[float, float], classes: list[str]) -> Drawn:
    name = element.tag.removeprefix(SVG)
    style = {**style, **{key: element.attrib[key] for key in INHERITED if key in element.attrib}}
    points = _text_points(element, style) if name == "text" else _points(element, name)
    xs, ys = [x + at[0] for x, _ in points], [y + at[1] for _, y in points]
    pen = float(style.get("stroke-width", 0)) / 2 if style.get("stroke", "none") != "none" else 0
    wide, high = (0 if len(set(ys)) == 1 else pen), (0 if len(set(xs)) == 1 else pen)  # the ends of a line are flat
    box = Box(min(xs) - wide, min(ys) - high, max(xs) + wide, max(ys) + high)
    fill, stroke = style.get("fill", ""), style.get("stroke", "")
    own = frozenset(classes)
    return Drawn(name, box, element.text or "", own, fill.replace("none", ""), stroke.replace("none", ""))


def _points(element: Element, name: str) -> list[tuple[float, float]]:
    if name == "rect":
        x, y, wide, high = (float(element.attrib[key]) for key in ("x", "y", "width", "height"))
        return [(x, y), (x + wide, y + high)]
    if name == "circle":
        x, y, r = (float(element.attrib[key]) for key in ("cx", "cy", "r"))
        return [(x - r, y - r), (x + r, y + r)]
    if name == "polygon":
        return [(float(x), float(y)) for x, y in (pair.split(",") for pair in element.attrib["points"].split())]
    return list(path_points(element.attrib["d"]))


def path_points(d: str) -> Iterator[tuple[float, float]]:
    """The corners of a path of absolute M, L, H, V and Z."""
    x = y = 0.0
    for command, rest in re.findall(r"([MLHVZ])([^MLHVZ]*)", d):
        numbers = [float(number) for number in rest.split()]
        if command in "ML":
            x, y = numbers
        elif command == "H":
            (x,) = numbers
        elif command == "V":
            (y,) = numbers
        yield x, y


def _text_points(element: Element, style: Mapping[str, str]) -> list[tuple[float, float]]:
    size = float(style["font-size"])
    wide = width_of(element.text or "", size, bold=style.get("font-weight", "400") != "400")
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[style.get("text-anchor", "start")]
    return [(left, y - 0.72 * size), (left + wide, y + 0.22 * size)]
