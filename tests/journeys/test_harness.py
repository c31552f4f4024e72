"""The harness sees what shuts people out: each planted fault is named, and a page without any gets past."""

from collections.abc import Callable

import pytest

from tests.browser import ARTEFACTS, Window
from tests.journeys.modes import EVERY_MODE, KEYBOARD, MOUSE, NO_SCRIPTS, THUMB, Mode
from tests.journeys.stumble import Stumble
from tests.journeys.traveller import Traveller

pytestmark = pytest.mark.browser
FRAME = """<!doctype html><html lang="en"><head><title>Planted</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head><body><main><h1>Planted</h1>
<p><a href="#here">First link</a></p>{body}</main></body></html>"""
Planted = Callable[..., Traveller]


@pytest.fixture
def planted(window: Callable[..., Window], request: pytest.FixtureRequest) -> Planted:
    """A traveller before a page with `body` in it; its pictures lie apart from those of real journeys."""

    def plant(mode: Mode, body: str, head: str = "") -> Traveller:
        opened = window(**mode.window)
        html = FRAME.format(head=head, body=body)
        opened.page.route("**/planted/", lambda route: route.fulfill(body=html, content_type="text/html"))
        traveller = Traveller(opened, mode, f"journeys/planted/{request.node.originalname}/{mode.name}")
        traveller.open("/planted/")
        return traveller

    return plant


SOUND = """<form><p><label for="name">Name</label> <input id="name" name="name"></p>
<fieldset><legend>Tier</legend><input type="radio" name="tier" id="one" value="1"><label for="one">County</label>
<input type="radio" name="tier" id="two" value="2"><label for="two">District</label></fieldset>
<p><input type="checkbox" id="agreed"><label for="agreed">Agreed</label></p>
<p><label for="area">Area</label> <select id="area"><option>Ollerwick</option><option>Pimbrook</option></select></p>
<details><summary>More about it</summary><p>There is more.</p></details>
<p><button>Send this form</button></p></form>"""
WRITTEN_BY_SCRIPT = "<p></p><script>document.querySelector('p').textContent = 'Written by a script'</script>"


@pytest.mark.parametrize("mode", EVERY_MODE)
def test_a_sound_page_is_gone_through_in_every_mode(planted: Planted, mode: Mode) -> None:
    traveller = planted(mode, SOUND, "<style>button { min-height: 2em }</style>")
    traveller.look("sound")
    traveller.unfold("More about it")
    traveller.see("There is more.")
    traveller.pick("Area", "Pimbrook")
    traveller.tick("Agreed")
    traveller.choose("Tier", "District")
    traveller.fill("Name", "Percy")
    traveller.look("filled in")
    traveller.press("Send this form")
    assert traveller.page.url.endswith("?name=Percy&tier=2")
    assert len(list((ARTEFACTS / traveller.pictures).glob("0[12]-*.png"))) == 2


@pytest.mark.parametrize("role", ["", " role=button"])
def test_a_control_for_mice_alone_is_named(planted: Planted, role: str) -> None:
    traveller = planted(KEYBOARD, f"<div onclick='location.hash = 1'{role}>Delete it</div>")
    with pytest.raises(Stumble, match="div “Delete it” cannot be reached with the Tab key"):
        traveller.look("mice alone")


DRAWN_ANEW = """<p><a href="#less">Less</a></p><p><button>Cancel</button></p><p><a href="#more" id="last">More</a></p>
<script>
let left = TIMES;
document.addEventListener("focusin", ({ target }) => {
  const button = document.querySelector("button");
  if (target.id === "last" && left-- > 0) button.replaceWith(button.cloneNode(true));
});</script>"""


def test_what_is_drawn_anew_behind_the_focus_is_tried_again(planted: Planted) -> None:
    style = "<style>button, a { display: inline-block; min-height: 2em }</style>"
    planted(KEYBOARD, DRAWN_ANEW.replace("TIMES", "1"), style).look("drawn anew once")
    with pytest.raises(Stumble, match="button “Cancel” cannot be reached with the Tab key"):
        planted(KEYBOARD, DRAWN_ANEW.replace("TIMES", "99"), style).look("drawn anew each time")


def test_an_act_that_only_a_mouse_can_do_stops_the_keyboard(planted: Planted) -> None:
    fault = "<div onclick='location.hash = 1' role=button>Delete it</div>"
    planted(MOUSE, fault).press("Delete it")
    with pytest.raises(Stumble, match="“Delete it” cannot be reached with the Tab key"):
        planted(KEYBOARD, fault).press("Delete it")


@pytest.mark.parametrize("outline", ["none", "3px solid transparent"])
def test_a_focus_that_cannot_be_seen_is_named(planted: Planted, outline: str) -> None:
    hidden = f"<style>.bare:focus {{ outline: {outline} }}</style>"
    traveller = planted(KEYBOARD, "<a class=bare href='#x'>Second link</a>", hidden)
    with pytest.raises(Stumble, match="a “Second link” looks the same with and without the focus"):
        traveller.follow("Second link")
    with pytest.raises(Stumble, match="a “Second link” looks the same with and without the focus"):
        traveller.look("no focus")


def test_a_focus_under_something_else_is_named(planted: Planted) -> None:
    cover = "<style>.lid { position: fixed; inset: 0; background: #fff }</style>"
    with pytest.raises(Stumble, match="a “First link” is covered while it has the focus"):
        planted(KEYBOARD, "<div class=lid>A banner</div>", cover).follow("First link")


def test_a_focus_off_the_screen_is_named(planted: Planted) -> None:
    away = "<style>.away { position: fixed; left: -999px }</style>"
    with pytest.raises(Stumble, match="a “Second link” takes the focus out of sight"):
        planted(KEYBOARD, "<a class=away href='#x'>Second link</a>", away).look("away")


@pytest.mark.parametrize("mode", EVERY_MODE)
def test_what_axe_objects_to_is_named_in_every_mode(planted: Planted, mode: Mode) -> None:
    with pytest.raises(Stumble, match=f"no alternative, {mode.name}:\n  image-alt: "):
        planted(mode, "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width=9 height=9>").look("no alternative")


def test_axe_sees_what_stands_there_without_scripts(planted: Planted) -> None:
    with pytest.raises(Stumble, match="image-alt: "):
        planted(NO_SCRIPTS, "<noscript><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></noscript>").look("none")


def test_having_to_scroll_sideways_is_named(planted: Planted) -> None:
    wide = "<style>.wide { width: 400px }</style>", "<p class=wide>A wide paragraph</p>"
    planted(MOUSE, wide[1], wide[0]).look("wide enough")
    with pytest.raises(Stumble, match="page 4.. px wide"):
        planted(THUMB, wide[1], wide[0]).look("too wide")


def test_a_page_that_needs_a_script_fails_without_one(planted: Planted) -> None:
    planted(MOUSE, WRITTEN_BY_SCRIPT).see("Written by a script")
    with pytest.raises(AssertionError, match="Written by a script"):
        planted(NO_SCRIPTS, WRITTEN_BY_SCRIPT).see("Written by a script", patience=0.2)


def test_a_complaint_in_the_console_is_named(planted: Planted) -> None:
    with pytest.raises(Stumble, match="error: Something broke"):
        planted(MOUSE, "<script>console.error('Something broke')</script>").look("complaint")


def test_a_page_that_comes_again_by_itself_must_let_itself_be_stopped(planted: Planted) -> None:
    refresh = "<noscript><meta http-equiv='refresh' content='60'></noscript>"
    planted(NO_SCRIPTS, "<a href='?still=1'>Stop updating this page</a>", refresh).look("can be stopped")
    with pytest.raises(Stumble, match="comes again by itself and cannot be stopped"):
        planted(NO_SCRIPTS, "", refresh).look("cannot be stopped")


def test_what_is_not_there_or_there_twice_is_named(planted: Planted) -> None:
    traveller = planted(MOUSE, "<button>Change</button> <button>Change</button>")
    hasty = planted(MOUSE, "<button>Change</button>")
    hasty.page.set_default_timeout(200)
    with pytest.raises(Stumble, match="mouse: there is no button called “Remove” on "):
        hasty.press("Remove")
    with pytest.raises(Stumble, match="mouse: 2 times button is called “Change” on "):
        traveller.press("Change")
