"""Which addresses are those of our static files, and which files they lead to."""

from pathlib import Path

import pytest
from django.conf import settings

from kit.documents.fetcher import ForeignAddress, find_static, static_path
from kit.documents.request import Shelf
from kit.documents.shelf import portal_shelf

BASE = "https://portal.example/"
STATIC = f"{BASE}static/"


def shelf(*folders: tuple[str, Path]) -> Shelf:
    return Shelf(BASE, STATIC, tuple((prefix, str(folder)) for prefix, folder in folders))


@pytest.mark.parametrize(
    ("path", "mime_type"),
    [
        ("documents/print.css", "text/css"),
        ("documents/print.0a1b2c3d4e5f.css", "text/css"),
        ("govuk_ui/fonts/source-sans-3-latin-400-normal.woff2", "font/woff2"),
        ("a.svg", "image/svg+xml"),
        ("a/b_c/d-e.png", "image/png"),
        ("a.jpg", "image/jpeg"),
    ],
)
def test_a_plain_path_of_a_kind_we_know_is_ours(path: str, mime_type: str):
    assert static_path(STATIC + path, shelf()) == (path, mime_type)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "documents/print.css",
        "/static/documents/print.css",
        "http://portal.example/static/a.css",
        "HTTPS://portal.example/static/a.css",
        "https://portal.example:444/static/a.css",
        "https://portal.example.evil.example/static/a.css",
        "https://portal.example@evil.example/static/a.css",
        "https://evil.example/https://portal.example/static/a.css",
        f"{BASE}media/a.png",
        STATIC,
        f"{STATIC}documents/",
        f"{STATIC}../secret.css",
        f"{STATIC}a/../../secret.css",
        f"{STATIC}a/./b.css",
        f"{STATIC}/etc/a.css",
        f"{STATIC}a//b.css",
        f"{STATIC}%2e%2e/a.css",
        f"{STATIC}..%2fa.css",
        f"{STATIC}%252e%252e/a.css",
        f"{STATIC}..\\a.css",
        f"{STATIC}..%5ca.css",
        f"{STATIC}a.css\x00.png",
        f"{STATIC}a%00.css",
        f"{STATIC}\u2024\u2024/a.css",
        f"{STATIC}\uff0e\uff0e/a.css",
        f"{STATIC}\u2025/a.css",
        f"{STATIC}.hidden.css",
        f"{STATIC}.git/a.css",
        f"{STATIC}a.css?b",
        f"{STATIC}a.svg#x",
        f"{STATIC}a.css\n",
        f"{STATIC}a .css",
        f"{STATIC}C:a.css",
        f"{STATIC}settings.py",
        f"{STATIC}portal.js",
        f"{STATIC}a.html",
        f"{STATIC}a.CSS",
        f"{STATIC}a.woff2.exe",
        f"{STATIC}css",
    ],
)
def test_every_other_address_is_foreign(address: str):
    with pytest.raises(ForeignAddress):
        static_path(address, shelf())


def test_a_file_is_found_in_the_first_folder_that_has_it(tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.css").write_text(name)
    (tmp_path / "two" / "b.css").write_text("two")
    both = shelf(("", tmp_path / "one"), ("", tmp_path / "two"))

    assert find_static("a.css", both) == tmp_path / "one" / "a.css"
    assert find_static("b.css", both) == tmp_path / "two" / "b.css"
    assert find_static("c.css", both) is None


def test_a_folder_with_a_prefix_answers_for_that_prefix_alone(tmp_path: Path):
    (tmp_path / "a.css").write_text("a")

    assert find_static("theme/a.css", shelf(("theme", tmp_path))) == tmp_path / "a.css"
    assert find_static("a.css", shelf(("theme", tmp_path))) is None


def test_a_link_that_leads_out_of_its_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "secret.css").write_text("secret")
    inside = tmp_path / "static"
    inside.mkdir()
    (inside / "a.css").symlink_to(tmp_path / "secret.css")
    (inside / "way-out").symlink_to(tmp_path)

    assert find_static("a.css", shelf(("", inside))) is None
    assert find_static("way-out/secret.css", shelf(("", inside))) is None


def test_a_folder_is_not_a_file(tmp_path: Path):
    (tmp_path / "a.css").mkdir()

    assert find_static("a.css", shelf(("", tmp_path))) is None


def test_the_portals_shelf_holds_what_the_finders_find_and_what_was_collected():
    found = portal_shelf()

    assert found.static_address == "http://127.0.0.1:8000/static/"
    assert found.folders[0] == ("", str(settings.STATIC_ROOT))
    assert find_static("documents/print.css", found) == settings.BASE_DIR / "static" / "documents" / "print.css"
