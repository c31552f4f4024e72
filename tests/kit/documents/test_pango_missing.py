"""Without Pango the portal still answers, and says what to install when a document is asked for."""

import subprocess
import sys
from pathlib import Path

from tests.kit.documents.test_limits import child_environment

LIBRARIES = ("libpango-1.0-0", "pango-1.0-0", "pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib")
PROGRAM = """
import django, json
if __name__ == "__main__":
    django.setup()
    from django.test import Client
    from kit.documents import errors
    from kit.documents.rendering import render_pdf
    from tests.kit.documents.samples import NAMED, page
    try:
        render_pdf(page("x"), **NAMED)
        outcome = "made"
    except errors.DocumentRefused as refusal:
        outcome = [type(refusal).__name__, refusal.code, str(refusal)]
    print(json.dumps({"page": Client().get("/health").status_code, "outcome": outcome}))
"""


def run_without_pango(folder: Path) -> str:
    """The program's last line, where the loader finds broken files in place of Pango."""
    for name in LIBRARIES:
        (folder / name).write_text("not a library")
    environment = child_environment(LD_LIBRARY_PATH=str(folder))
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_a_missing_pango_is_named_with_what_to_install_and_pages_still_answer(tmp_path: Path):
    line = run_without_pango(tmp_path)

    assert '"page": 200' in line
    assert '["PangoMissing", "pango-missing"' in line
    assert "apt install libpango-1.0-0" in line
