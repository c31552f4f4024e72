"""The frame of every page: title, header, roles, navigation, footer; and the pages that stand alone."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client

from kit.govuk_ui.style import frames
from tests.factories import World
from tests.kit.govuk_ui.rendering import asked, render, words

PAGE = "{% extends 'layouts/base.html' %}{% block title %}Projects{% endblock %}"
HEADER = "{% include 'layouts/header.html' %}"


def title_of(html: str) -> str:
    return words(html[html.index("<title>") : html.index("</title>")] + ">")


def somebody(user: Any) -> HttpRequest:
    request = asked("/projects/?county=a&b=1")
    request.user = user
    return request


def test_a_title_says_the_page_before_the_service() -> None:
    assert title_of(render(PAGE)) == "Projects – Learning to Deliver"


def test_a_title_says_first_that_there_are_errors() -> None:
    form = type("Form", (), {"errors": {"name": ["Enter a name"]}})()
    assert title_of(render(PAGE, form=form)) == "Error: Projects – Learning to Deliver"
    assert title_of(render(PAGE, has_errors=True)) == "Error: Projects – Learning to Deliver"


def test_the_first_link_skips_to_the_content() -> None:
    html = render(PAGE)
    assert html.index('href="#main"') < html.index("<header")
    assert '<main class="govuk-main-wrapper" id="main">' in html


def test_a_visitor_is_offered_to_sign_in_and_nothing_to_switch_or_search() -> None:
    html = render(PAGE, somebody(AnonymousUser()))
    assert "Sign in" in words(html)
    assert "portal-search" not in html
    assert "portal-roles" not in html


def test_navigation_marks_the_current_page() -> None:
    html = render(HEADER, navigation=frames.links("Projects"))
    assert words(html).endswith("My partnership Projects Support Learning Library")
    assert html.count('aria-current="page"') == 1
    assert "<nav" not in render(HEADER)


def test_each_other_role_is_a_form_that_needs_no_script() -> None:
    html = render(HEADER, asked(), **{**frames.header(), "switch_url": "/role/"})
    assert html.count('<form method="post" action="/role/">') == 3
    assert html.count("csrfmiddlewaretoken") == 3
    assert 'name="role" value="3"' in html.replace("\n", " ").replace("  ", "")
    assert "Act as: Adviser" in words(html)


def test_one_role_is_shown_without_a_list() -> None:
    html = render(HEADER, standing=frames.standing(frames.role(1, "Representative", "Lichfield")), switch_url="/role/")
    assert "Representative, Lichfield" in words(html)
    assert "<details" not in html


def test_the_programme_of_the_role_stands_under_the_name() -> None:
    html = render(HEADER, standing=frames.standing(frames.role(1, "Adviser")))
    assert "Learning to Deliver West Midlands, 2026 to 2027" in words(html)


def test_search_goes_by_get_and_only_where_there_is_a_search() -> None:
    user = type("User", (), {"is_authenticated": True})()
    acting = {"user": user, "standing": frames.standing(frames.role(1, "Adviser"))}
    html = render(HEADER, **acting, search_url="/search/", search_words='"mine"')
    assert 'role="search"' in html
    assert 'method="get"' in html
    assert "&quot;mine&quot;" in html
    assert "search" not in render(HEADER, **acting).lower()
    assert "search" not in render(HEADER, user=user, search_url="/search/").lower()


def test_a_language_switch_shows_when_there_is_something_to_switch_to() -> None:
    two = [("en-gb", "English"), ("cy", "Cymraeg")]
    footer = "{% include 'layouts/footer.html' %}"
    html = render(footer, asked("/projects/?a=1&b=2"), languages=two)
    assert 'value="cy"' in html
    assert 'value="en-gb"' not in html
    assert 'name="next" value="/projects/?a=1&amp;b=2"' in html.replace("\n", " ").replace("  ", "")
    assert "portal-languages" not in render(footer, asked(), languages=two[:1])


def test_the_demonstration_says_that_it_is_one() -> None:
    assert "dates are reckoned from the day it was loaded" in words(render(PAGE, is_demonstration=True))
    assert "made up" not in words(render(PAGE, is_demonstration=False))


def test_messages_and_breadcrumbs_have_their_place() -> None:
    html = render(PAGE + "{% block breadcrumbs %}CRUMBS{% endblock %}", messages=[])
    assert html.index("<header") < html.index("CRUMBS") < html.index("<main")


@pytest.mark.parametrize("name", ["500.html", "maintenance.html"])
def test_a_page_that_stands_alone_asks_nothing_of_anybody(name: str) -> None:
    html = render_to_string(name)  # no request, no database: this test may not touch one
    assert html.count("<h1") == 1
    assert "<script" not in html
    assert 'href="/static/govuk_ui/portal.css"' in html


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html"])
def test_a_refusal_can_be_drawn_without_a_request(name: str) -> None:
    assert render_to_string(name).count("<h1") == 1


def test_the_maintenance_page_as_a_file_says_what_the_template_says() -> None:
    with open("static/maintenance.html") as file:
        assert words(file.read()) == words(render_to_string("maintenance.html"))


def test_a_refusal_suggests_another_role_to_those_who_have_one() -> None:
    one, two = frames.role(1, "Adviser"), frames.role(2, "Champion", "Lichfield")
    advice = "choose it at the top of the page"
    assert advice in render_to_string("403.html", {"standing": frames.standing(one, two)})
    assert advice not in render_to_string("403.html", {"standing": frames.standing(one)})


def test_a_page_that_is_not_there_keeps_the_header_of_the_person(client: Client, world: World) -> None:
    client.force_login(world.people["representative"])
    html = client.get("/nowhere/at/all/").content.decode()
    assert "Page not found" in title_of(html)
    assert world.here.programme.region in words(html)


def test_a_confirm_page_asks_by_post_and_offers_a_way_back() -> None:
    html = render_to_string("style/pages/confirm.html", frames.question(), asked())
    assert 'method="post"' in html
    assert "csrfmiddlewaretoken" in html
    assert "govuk-button--warning" in html
    assert "Are you sure you want to stop pooling days?" in words(html)
    assert words(html).count("Cancel") == 1


def test_scripts_are_files_of_ours_and_htmx_may_not_evaluate() -> None:
    html = render(PAGE)
    assert html.count("<script") == html.count('src="/static/govuk_ui/') == 2
    assert '"allowEval": false' in html
    assert '"includeIndicatorStyles": false' in html
    assert " style=" not in html
    assert "onclick" not in html
