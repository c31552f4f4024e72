"""Small, safe, well-formed SVG: every word escaped, every number short, attributes only (no style)."""

import re
from html import escape

from kit.charts import palette
from kit.charts.palette import Paint

SIZE = 15
SMALL = 13
LINE = 1.5

# Not allowed in XML 1.0 (and lone surrogates); then the marks that would turn the text after them round.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

Attribute = str | float | None


class Svg(str):
    """Markup that is already safe: templates show it as it is (the `__html__` protocol)."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def clean(text: str) -> str:
    """Text that may stand in XML, on one line, unable to turn its neighbours round."""
    return " ".join(_TURNING.sub("", _ILLEGAL.sub("\ufffd", text)).split())


def safe(text: str) -> str:
    """Clean and escaped, for an element or an attribute."""
    return escape(clean(text))


def short(value: float) -> str:
    """A coordinate with at most one decimal."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def tag(name: str, inner: str = "", /, **attributes: Attribute) -> str:
    """An element; `class_` is class, an underscore a hyphen, and None leaves an attribute out. `inner` is markup."""
    parts = [name]
    for key, value in attributes.items():
        if value is not None:
            written = safe(value) if isinstance(value, str) else short(value)
            parts.append(f'{key.rstrip("_").replace("_", "-")}="{written}"')
    opening = " ".join(parts)
    return f"<{opening}>{inner}</{name}>" if inner else f"<{opening}/>"


def text_at(
    x: float,
    y: float,
    text: str,
    *,
    size: float = SIZE,
    anchor: str = "start",
    bold: bool = False,
    fill: str = palette.INK,
) -> str:
    """One line of text on the baseline y; the defaults are the picture's own and are not repeated."""
    return tag(
        "text",
        safe(text),
        x=x,
        y=y,
        class_={palette.WHITE: "ch-on-deep", palette.SOFT: "ch-soft", palette.ACCENT: "ch-alarm"}.get(fill),
        font_size=None if size == SIZE else size,
        text_anchor=None if anchor == "start" else anchor,
        font_weight="700" if bold else None,
        fill=None if fill == palette.INK else fill,
    )


def painted(paint: Paint) -> dict[str, Attribute]:
    """A paint as attributes; the usual width of line is the picture's own and is not repeated."""
    return {
        "class_": f"ch-{paint.name}",
        "fill": paint.fill,
        "stroke": paint.line if paint.line_width else None,
        "stroke_width": None if paint.line_width in (0, LINE) else paint.line_width,
        "stroke_dasharray": paint.dash or None,
    }


def rect(x: float, y: float, width: float, height: float, paint: Paint) -> str:
    """A rectangle whose outline lies inside it, so that a row of them adds up; a sliver is all outline."""
    if min(width, height) <= 2 * paint.line_width:
        return tag("rect", x=x, y=y, width=max(width, 0.1), height=height, class_="ch-sliver", fill=paint.line)
    inset = paint.line_width / 2
    high = height - 2 * inset
    return tag("rect", x=x + inset, y=y + inset, width=width - 2 * inset, height=high, **painted(paint))


def line(
    d: str, *, class_: str = "ch-line", stroke: str = palette.INK, width: float = LINE, dash: str | None = None
) -> str:
    """An open path of absolute M, L, H and V."""
    usual = None if width == LINE else width
    return tag("path", d=d, class_=class_, fill="none", stroke=stroke, stroke_width=usual, stroke_dasharray=dash)
