"""What the browser is sent: our font, no crown, no crest, small, and compiled from what stands in the repository."""

import gzip
import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BUILT = ROOT / "static" / "govuk_ui"
BUDGET_OF_JAVASCRIPT = 70_000


def stamps() -> dict[str, str]:
    """Path → hash, as scripts/build-assets wrote them down."""
    lines = (ROOT / "kit/govuk_ui/built.sha256").read_text().splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def css() -> str:
    return (BUILT / "portal.css").read_text()


def test_what_is_committed_was_compiled_from_what_is_committed() -> None:
    changed = [
        path for path, digest in stamps().items() if digest != hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
    ]
    assert changed == [], "Run scripts/build-assets"


def test_every_source_and_every_result_is_stamped() -> None:
    sources = [*ROOT.glob("kit/govuk_ui/scss/*.scss"), *ROOT.glob("kit/govuk_ui/js/*.js"), ROOT / "package-lock.json"]
    results = [*BUILT.glob("*.css"), *BUILT.glob("*.js"), *BUILT.glob("fonts/*")]
    assert {str(path.relative_to(ROOT)) for path in sources + results} == set(stamps())


def test_neither_gds_transport_nor_crown_nor_crest_is_asked_for() -> None:
    for file in [*BUILT.glob("*.css"), *BUILT.glob("*.js")]:
        assert not re.search(r"gds.transport|crest|crown", file.read_text(), re.IGNORECASE), file.name
    assert "GDS Transport" in (BUILT / "LICENCES.txt").read_text()  # where it is said that it is not here


def test_the_stylesheet_asks_for_our_own_fonts_and_nothing_else() -> None:
    asked_for = set(re.findall(r"url\(([^)]*)\)", css()))
    names = {address.strip("\"'") for address in asked_for}
    assert names == {
        f"fonts/source-sans-3-{subset}-{weight}-normal.woff2"
        for subset in ("latin", "latin-ext")
        for weight in (400, 600, 700)
    }
    assert all((BUILT / name).read_bytes()[:4] == b"wOF2" for name in names)


def test_the_font_comes_with_its_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (BUILT / "fonts/LICENCE.txt").read_text()


def test_all_javascript_keeps_within_its_budget() -> None:
    compressed = sum(len(gzip.compress(file.read_bytes(), 9)) for file in ROOT.glob("static/**/*.js"))
    assert 5_000 < compressed <= BUDGET_OF_JAVASCRIPT


def test_the_lock_file_pins_and_names_no_place_to_fetch_from() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    parts = [part for name, part in packages.items() if name]
    assert all(part["integrity"].startswith("sha512-") for part in parts)
    assert not any("resolved" in part for part in parts)
