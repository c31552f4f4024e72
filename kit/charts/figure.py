"""What every chart gives back: the picture, what it says, and its numbers as a table."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from kit.charts import palette
from kit.charts.markup import LINE, SIZE, Svg, clean, safe, short, tag, text_at
from kit.charts.text import wrap

# Units are CSS pixels: text is 15 high when a picture is shown at its own width.
# Below NARROW a chart lays itself out for a phone.
WIDE = 700
PHONE = 300
NARROW = 480


@dataclass(frozen=True)
class Table:
    """The numbers of a picture in words: the first column names the row; `numeric` columns align right."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class KeyItem:
    """A line of the key: a small picture of the mark, and what it means. Shown as a list beside the picture."""

    mark: Svg
    label: str


@dataclass(frozen=True)
class Caption:
    """What the picture says: the title is the message; the description tells how to read it."""

    title: str
    description: str


@dataclass(frozen=True)
class Words:
    """The words every chart needs: for a number that is not there, and for a picture with nothing in it."""

    missing: str
    empty: str


@dataclass(frozen=True)
class Figure:
    """A picture for page, e-mail (its table) and PDF; `narrow` is the same for a phone, where one is not enough."""

    svg: Svg
    title: str
    description: str
    table: Table
    ident: str
    narrow: Svg = Svg()
    key: tuple[KeyItem, ...] = ()
    linked: bool = False


@dataclass(frozen=True)
class Canvas:
    """A drawing before it has a name: size in units, and markup."""

    width: float
    height: float
    body: str


def identity(ident: str, kind: str, caption: Caption, table: Table) -> str:
    """The caller's id made safe, else one worked out from the content: the same content always has the same."""
    if ident:
        return re.sub(r"[^\w-]", "-", ident, flags=re.ASCII)
    return f"{kind[0]}{sha256(repr((kind, caption, table)).encode('utf-8', 'replace')).hexdigest()[:7]}"


def picture(canvas: Canvas, caption: Caption, ident: str, *, role: str = "img") -> Svg:
    """The SVG element: named and described for those who do not see it, its font named for a PDF."""
    return Svg(
        tag(
            "svg",
            tag("title", safe(caption.title) or " ", id=f"{ident}-t")
            + tag("desc", safe(caption.description) or " ", id=f"{ident}-d")
            + canvas.body,
            xmlns="http://www.w3.org/2000/svg",
            class_="ch",
            viewBox=f"0 0 {short(canvas.width)} {short(canvas.height)}",
            width=canvas.width,
            height=canvas.height,
            role=role,
            aria_labelledby=f"{ident}-t {ident}-d",
            font_family=palette.FONT,
            font_size=SIZE,
            fill=palette.INK,
            stroke_width=LINE,
        )
    )


def nothing(text: str, width: float) -> Canvas:
    """The picture of no figures: a dashed box that says so."""
    lines = wrap(clean(text), width - 32, SIZE)
    height = 41 + 19 * max(len(lines), 1)
    box = tag(
        "rect",
        x=1,
        y=1,
        width=width - 2,
        height=height - 2,
        class_="ch-gap",
        fill="none",
        stroke=palette.NONE_LINE,
        stroke_dasharray="4 3",
    )
    said = "".join(text_at(16, 35 + 19 * i, line, fill=palette.SOFT) for i, line in enumerate(lines))
    return Canvas(width, height, box + said)


def finish(
    kind: str,
    draw: Callable[[float], Canvas],
    caption: Caption,
    table: Table,
    *,
    width: float,
    ident: str,
    key: tuple[KeyItem, ...] = (),
) -> Figure:
    """The figure from a chart that can draw itself at any width: once as asked, once for a phone."""
    ident = identity(ident, kind, caption, table)
    wide, phone = (draw(w) if table.rows else nothing(table.empty, w) for w in (width, PHONE))
    return Figure(
        picture(wide, caption, ident),
        caption.title,
        caption.description,
        table,
        ident,
        narrow=picture(phone, caption, f"{ident}n"),
        key=key if table.rows else (),
    )


def filled(pattern: str, **values: str) -> str:
    """A phrase such as "{low} to {high}" with its values put in."""
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern
