"""What must hold for every picture, whatever is in it."""

from itertools import combinations

from kit.charts.figure import Figure
from tests.kit.charts.colours import contrast
from tests.kit.charts.drawing import Drawn, drawn, frame, parse, texts

WHITE = "#fff"


def pictures(figure: Figure) -> list[str]:
    """The picture and, where there is one, its narrow sister."""
    return [svg for svg in (figure.svg, figure.narrow) if svg]


def check_named(svg: str, figure: Figure) -> None:
    """It has a role, and a title and a description that its attribute points at."""
    root = parse(svg)
    ids = {element.get("id"): element for element in root.iter() if element.get("id")}
    title, description = (ids[key].text for key in root.attrib["aria-labelledby"].split())
    assert root.get("role") == ("group" if figure.linked else "img")
    assert title
    assert description


def check_inside(svg: str, hidden: str = "ch-code") -> None:
    """Nothing lies outside the viewBox."""
    whole = frame(parse(svg))
    for mark in drawn(svg, hidden=hidden):
        assert mark.box.within(whole), (mark, whole)


def check_apart(svg: str, hidden: str = "ch-code") -> None:
    """No words lie on other words."""
    for one, other in combinations(texts(svg, hidden=hidden), 2):
        assert not one.box.overlaps(other.box), (one.text, other.text, one.box, other.box)


def ground(marks: list[Drawn], i: int) -> str:
    """The colour under the middle of a mark."""
    under = [m for m in marks[:i] if m.fill and m.name not in ("text", "path") and m.box.holds(marks[i].box.middle)]
    return under[-1].fill if under else WHITE


def check_contrast(svg: str) -> None:
    """Words 4.5:1 on what they stand on; marks 3:1, by fill or by outline. Grid lines only help the eye."""
    marks = drawn(svg)
    for i, mark in enumerate(marks):
        behind = ground(marks, i)
        if mark.name == "text":
            assert contrast(mark.fill, behind) >= 4.5, (mark, behind)
        elif mark.name == "path" and mark.stroke not in ("", WHITE) and "ch-hatch" not in mark.classes:
            assert "ch-grid" in mark.classes or contrast(mark.stroke, WHITE) >= 3, mark
        elif "ch-sliver" in mark.classes:
            assert contrast(mark.fill, WHITE) >= 3, mark
        else:
            seen = [colour for colour in (mark.fill, mark.stroke) if colour]
            assert max(contrast(colour, behind) for colour in seen) >= 3, (mark, behind)


def check_safe(svg: str) -> None:
    """No style attribute, no script, no address but links of our own and the name space."""
    for element in parse(svg).iter():
        assert "style" not in element.attrib
        assert not [key for key in element.attrib if key.startswith("on")]
        assert element.tag.rpartition("}")[2] in {
            "svg", "title", "desc", "g", "a", "defs", "use", "path", "polygon", "rect", "circle", "text"
        }  # fmt: skip


def check(figure: Figure) -> None:
    """All of it, for both widths."""
    for svg in pictures(figure):
        check_named(svg, figure)
        check_inside(svg)
        check_apart(svg)
        check_safe(svg)
    for item in figure.key:
        check_inside(item.mark)
        check_safe(item.mark)
    assert all(len(row) == len(figure.table.headers) for row in figure.table.rows)
