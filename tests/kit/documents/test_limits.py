"""A document that asks for too much is stopped, alone: the process that asked goes on and makes the next."""

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from kit.documents import errors, press
from kit.documents.rendering import death, render, render_pdf
from kit.documents.request import MEGABYTE, Limits
from tests.eventually import eventually
from tests.kit.documents.samples import NAMED, page, sample_html

LONG = page("<p>" + "<b>word</b> " * 40_000)
DROWNING = page("<p>word " * 60_000)


def grandchildren() -> list[str]:
    """Processes below the server that documents are forked from."""
    server = press.PRESSES.press.process.pid
    return Path(f"/proc/{server}/task/{server}/children").read_text().split()


def makes_the_next() -> bool:
    return render_pdf(page("<p>Short"), **NAMED).startswith(b"%PDF-1.7")


def test_a_page_that_takes_too_long_is_stopped_and_leaves_no_process():
    with pytest.raises(errors.TooSlow) as refusal:
        render(LONG, **NAMED, limits=Limits(seconds=0.6))

    assert refusal.value.seconds == 0.6
    eventually(lambda: grandchildren() == [])  # its keeper ends a moment after its last word
    assert makes_the_next()


def test_a_page_that_eats_memory_is_stopped_and_the_next_is_made():
    with pytest.raises(errors.TooLarge) as refusal:
        render(DROWNING, **NAMED, limits=Limits(memory=60 * MEGABYTE))

    assert (refusal.value.what, refusal.value.limit) == ("memory", 60 * MEGABYTE)
    assert makes_the_next()


def test_a_page_at_the_limit_of_html_is_taken_and_one_byte_more_is_not():
    html = page("<p>é")
    size = len(html.encode())

    assert render(html, **NAMED, limits=Limits(html=size)).pages == 1
    with pytest.raises(errors.TooLarge) as refusal:
        render(html, **NAMED, limits=Limits(html=size - 1))
    assert refusal.value.what == "html"


def test_a_document_over_its_size_is_not_handed_over():
    with pytest.raises(errors.TooLarge) as refusal:
        render(sample_html(3), **NAMED, limits=Limits(pdf=20_000))

    assert refusal.value.what == "pdf"


def test_a_page_nested_without_end_is_refused():
    with pytest.raises(errors.TooLarge) as refusal:
        render(page("<div>" * 3_000 + "x"), **NAMED)

    assert refusal.value.what == "nesting"
    assert makes_the_next()


@pytest.mark.parametrize(
    ("exit_code", "kind"),
    [
        (-signal.SIGABRT, errors.TooLarge),
        (-signal.SIGTRAP, errors.TooLarge),
        (-signal.SIGXCPU, errors.TooSlow),
        (-signal.SIGKILL, errors.RenderingDied),
        (-signal.SIGSEGV, errors.TooLarge),
        (1, errors.RenderingDied),
    ],
)
def test_how_a_process_died_says_why(exit_code: int, kind: type[errors.DocumentRefused]):
    assert type(death(exit_code, Limits())) is kind


def test_the_same_page_and_date_give_the_same_bytes():
    html = sample_html(5)
    summer_time = NAMED["at"].astimezone(timezone(timedelta(hours=1)))

    assert render_pdf(html, **NAMED) == render_pdf(html, **{**NAMED, "at": summer_time})


@pytest.mark.parametrize(
    "change",
    [{"at": datetime(2027, 3, 28, tzinfo=timezone.utc)}, {"title": "Another"}, {"author": "Somebody else"}],  # noqa: UP017
    ids=lambda change: next(iter(change)),
)
def test_another_date_title_or_author_gives_other_bytes(change: dict):
    assert render_pdf(page("<p>x"), **NAMED) != render_pdf(page("<p>x"), **{**NAMED, **change})


IN_ANOTHER_PYTHON = """
import hashlib, django
if __name__ == "__main__":
    django.setup()
    from kit.documents.rendering import render_pdf
    from tests.kit.documents.samples import NAMED, sample_html
    print(hashlib.sha256(render_pdf(sample_html(5), **NAMED)).hexdigest())
"""


@pytest.mark.long
def test_two_machines_with_different_hash_seeds_give_the_same_bytes():
    digests = {run_python(IN_ANOTHER_PYTHON, PYTHONHASHSEED=seed).stdout.splitlines()[-1] for seed in ("1", "2")}

    assert len(digests) == 1


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], env=child_environment(**environment), capture_output=True, text=True, check=True
    )


def child_environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "ltd_portal.settings", "PYTHONPATH": os.getcwd(), **changes}


STOPPED_WITH_FONTS = """
import django
if __name__ == "__main__":
    django.setup()
    from kit.documents import errors
    from kit.documents.rendering import render
    from tests.kit.documents.test_limits import LONG, NAMED, Limits, page
    fonts = '<link rel="stylesheet" href="/static/documents/print.css">'
    render(page("x", head=fonts), **NAMED)
    try:
        render(LONG.replace("</head>", fonts + "</head>"), **NAMED, limits=Limits(seconds=2))
    except errors.TooSlow:
        print("stopped")
"""


@pytest.mark.long
def test_a_stopped_document_leaves_nothing_in_the_temporary_folder(tmp_path: Path):
    done = run_python(STOPPED_WITH_FONTS, TMPDIR=str(tmp_path))

    assert done.stdout.splitlines()[-1] == "stopped"
    assert list(tmp_path.iterdir()) == []


ENDLESS = """
import django
if __name__ == "__main__":
    django.setup()
    from kit.documents.rendering import render
    from tests.kit.documents.test_limits import LONG, NAMED, page, render_pdf
    render_pdf(page("x"), **NAMED)
    print("warm", flush=True)
    render(LONG * 5, **NAMED)
"""


@pytest.mark.long
def test_nothing_is_left_when_the_worker_itself_is_killed(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    worker = subprocess.Popen(
        [sys.executable, "-c", ENDLESS], env=child_environment(HOME=str(home)), stdout=subprocess.PIPE, text=True
    )
    with worker:
        lines = iter(worker.stdout.readline, "warm\n")
        assert all(lines)
        eventually(lambda: len(at_home(home)) == 4)  # worker, server, keeper, document
        worker.send_signal(signal.SIGKILL)
    eventually(lambda: at_home(home) == [])


def at_home(home: Path) -> list[str]:
    """Processes started with this home in their environment."""
    needle = f"HOME={home}".encode()
    return [entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit() and needle in environ_of(entry)]


def environ_of(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""
