"""What the person at the terminal may ask of ./run."""

from pathlib import Path

import pytest

from ltd_portal.wishes import RefusedError, read_port, read_wishes

ROOT = Path("/portal")


@pytest.mark.parametrize(("said", "port"), [("", 8000), ("  ", 8000), ("8111", 8111), ("1", 1), ("65535", 65_535)])
def test_a_port_is_a_number_or_the_usual_one(said: str, port: int) -> None:
    assert read_port(said) == port


@pytest.mark.parametrize("said", ["0", "65536", "-1", "http", "80.0", "８０００", "8000 8001"])
def test_any_other_port_is_refused_by_name(said: str) -> None:
    with pytest.raises(RefusedError, match="it must be a number from 1 to 65535"):
        read_port(said)


def test_the_address_carries_the_port() -> None:
    assert read_wishes([], {"PORT": "8111"}, ROOT).address == "http://127.0.0.1:8111/"


def test_starting_afresh_never_touches_a_database_of_somebodys_own() -> None:
    with pytest.raises(RefusedError, match="DATABASE_URL names another"):
        read_wishes(["--reset"], {"DATABASE_URL": "postgres://db/portal"}, ROOT)


def test_an_empty_url_is_no_url() -> None:
    wishes = read_wishes(["--reset"], {"DATABASE_URL": " ", "REDIS_URL": ""}, ROOT)

    assert wishes.reset
    assert (wishes.database_url, wishes.redis_url) == ("", "")


def test_a_moment_is_kept_for_the_demonstration_and_none_is_asked_for_by_itself() -> None:
    assert read_wishes(["--reset", "--moment", "midyear"], {}, ROOT).moment == "midyear"
    assert read_wishes([], {}, ROOT).moment == ""


@pytest.mark.parametrize("mode", ["production", "test", "nonsense"])
def test_run_starts_the_demonstration_and_nothing_else(mode: str) -> None:
    with pytest.raises(RefusedError, match="PORTAL_MODE|will not start"):
        read_wishes([], {"PORTAL_MODE": mode}, ROOT)
