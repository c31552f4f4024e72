"""Every service's own command, out of the files that the image holds, with production settings, on real servers."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ltd_portal.running import ROOT, START_PATIENCE, free_port, queue_of_its_own, until
from tests.ltd_portal.test_environment import PRODUCTION
from tests.ltd_portal.test_production import SERVICES
from tests.ltd_portal.test_run import database_of_its_own

pytestmark = pytest.mark.long


class Image:
    """The files that .dockerignore lets into the image, and the environment that its processes get."""

    def __init__(self, folder: Path, database_url: str, redis_url: str) -> None:
        self.root, self.data, self.port = folder / "portal", folder / "data", free_port()
        self.data.mkdir()
        for line in (ROOT / ".dockerignore").read_text().splitlines():
            if line.startswith("!") and (ROOT / line[1:]).exists():
                copy(ROOT / line[1:], self.root / line[1:])
        self.environment = PRODUCTION | {
            "PATH": os.environ["PATH"],
            "PORTAL_VAR": str(self.data),
            "PORTAL_STATIC_ROOT": str(folder / "static"),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "PORT": str(self.port),
        }

    def command(self, words: list[str]) -> list[str]:
        """A command of docker-compose.yml as it runs here: this Python, this port, this data folder."""
        here = [
            word.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}").replace("/data/", f"{self.data}/") for word in words
        ]
        return [sys.executable, *here[1:]] if here[0] == "python" else [sys.executable, "-m", *here]

    def run(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        command = self.command(words)
        return subprocess.run(
            command,
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=START_PATIENCE,
        )

    @contextlib.contextmanager
    def service(self, name: str) -> Iterator[Path]:
        """A service that is up meanwhile, and its log."""
        log = self.data / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                self.command(SERVICES[name]["command"]),
                cwd=self.root,
                env=self.environment,
                stdout=output,
                stderr=output,
            )
        try:
            yield log
            assert process.poll() is None, log.read_text()
        finally:
            process.terminate()
            process.wait(START_PATIENCE)

    def is_well(self, name: str) -> bool:
        return self.run(SERVICES[name]["healthcheck"]["test"][1:]).returncode == 0


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Image]:
    """An image whose files are collected and whose database is migrated, by the commands that do so in production."""
    with database_of_its_own(os.environ["DATABASE_URL"]) as url:
        image = Image(tmp_path_factory.mktemp("image"), url, queue_of_its_own())
        for command in (["python", "manage.py", "collectstatic", "--noinput"], SERVICES["migrate"]["command"]):
            done = image.run(command)
            assert done.returncode == 0, done.stderr
        yield image


def test_the_web_server_answers_its_probe_and_only_then(image: Image) -> None:
    assert not image.is_well("web")
    with image.service("web") as log:
        assert until(lambda: image.is_well("web"), START_PATIENCE), log.read_text()


def test_the_worker_answers_its_probe_and_only_then(image: Image) -> None:
    assert not image.is_well("worker")
    with image.service("worker") as log:
        assert until(lambda: image.is_well("worker"), START_PATIENCE), log.read_text()


def test_the_clock_rings_and_answers_its_probe_and_only_then(image: Image) -> None:
    assert not image.is_well("beat")
    with image.service("beat") as log:
        assert until(lambda: image.is_well("beat"), START_PATIENCE), log.read_text()
        assert until(lambda: "Sending due task" in log.read_text(), START_PATIENCE), log.read_text()


def test_the_demonstration_is_not_in_the_image(image: Image) -> None:
    assert not (image.root / "demonstration").exists()
    assert (image.root / "dashboards").exists()
