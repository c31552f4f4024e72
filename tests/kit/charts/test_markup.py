"""What stands between a hostile name and the page."""

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from kit.charts.markup import Svg, clean, rect, short, tag
from kit.charts.palette import LIGHT


@given(st.text())
def test_any_text_makes_a_well_formed_element_and_attribute(text: str) -> None:
    element = fromstring(tag("g", tag("text", tag("tspan", x=text)), class_=text))

    assert element.attrib["class"] == clean(text)


def test_text_cannot_close_an_element_or_an_attribute() -> None:
    assert tag("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"/>'


def test_what_xml_forbids_is_shown_as_missing_and_what_turns_text_round_is_dropped() -> None:
    assert clean("a\x00b") == "a\ufffdb"
    assert clean("a\ud800b") == "a\ufffdb"
    assert clean("a\u202eb\u2066c") == "abc"
    assert clean(" a\n\t b ") == "a b"


def test_coordinates_are_short() -> None:
    assert [short(value) for value in (1, 1.04, 1.05001, -0.04, -2.5)] == ["1", "1", "1.1", "0", "-2.5"]


def test_an_attribute_that_is_none_is_left_out() -> None:
    assert tag("g", fill=None, stroke_width=2) == '<g stroke-width="2"/>'


def test_a_template_takes_the_picture_as_it_is() -> None:
    assert Svg("<svg/>").__html__() == "<svg/>"


def test_the_outline_of_a_rectangle_lies_inside_it() -> None:
    box = fromstring(rect(10, 20, 30, 40, LIGHT)).attrib

    assert (box["x"], box["y"], box["width"], box["height"]) == ("10.8", "20.8", "28.5", "38.5")


def test_a_sliver_is_drawn_in_the_colour_of_its_outline() -> None:
    box = fromstring(rect(10, 20, 1, 40, LIGHT)).attrib

    assert (box["width"], box["fill"]) == ("1", LIGHT.line)
