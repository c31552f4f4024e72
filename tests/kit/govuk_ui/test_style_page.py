"""The living style page leads to everything it shows, and exists only where it should."""

import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from kit.govuk_ui.style.catalogue import SAMPLES, SECTIONS
from tests.kit.govuk_ui.rendering import words

NAMES = """
from django.urls import NoReverseMatch, reverse
try:
    print(reverse("style_page"))
except NoReverseMatch:
    print("absent")
"""


def test_the_index_leads_to_every_section_and_page(client: Client, db: None) -> None:
    found = set(re.findall(r'href="(/style/[^"]+)"', client.get("/style/").content.decode()))
    assert found == {*(f"/style/{key}/" for key in SECTIONS), *(f"/style/pages/{key}/" for key in SAMPLES)}


@pytest.mark.parametrize("key", SECTIONS)
def test_a_section_shows_its_name_and_marks_itself_in_the_list(client: Client, db: None, key: str) -> None:
    html = client.get(f"/style/{key}/").content.decode()
    assert SECTIONS[key].title in words(html[html.index("<h1") :])
    assert f'href="/style/{key}/" aria-current="page"' in " ".join(html.split())


@pytest.mark.parametrize("key", SAMPLES)
def test_a_whole_page_has_one_title(client: Client, db: None, key: str) -> None:
    assert client.get(f"/style/pages/{key}/").content.decode().count("<h1") == 1


@pytest.mark.parametrize("path", ["/style/nothing/", "/style/pages/nothing/"])
def test_what_is_not_shown_is_not_found(client: Client, db: None, path: str) -> None:
    assert "Page not found" in words(client.get(path).content.decode())


@pytest.mark.parametrize(("shown", "answer"), [("True", "/style/"), ("False", "absent")])
def test_the_style_page_is_wired_only_when_it_should_show(shown: str, answer: str) -> None:
    program = (
        f"import django; from django.conf import settings; django.setup(); settings.SHOW_STYLE_PAGE = {shown}{NAMES}"
    )
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "ltd_portal.settings"}
    done = subprocess.run([sys.executable, "-c", program], env=settings, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == answer  # libraries may log as they are loaded
