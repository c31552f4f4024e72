"""What the environment may say, and what makes the portal refuse to start."""

from pathlib import Path

import pytest

from ltd_portal.environment import Mode, UnsafeEnvironmentError, read_environment, truth

ROOT = Path("/portal")
PRODUCTION = {
    "PORTAL_MODE": "production",
    "PORTAL_SECRET_KEY": "kW3vQ9xZr7TfB1nLpY5sHd8uJc2mGa4eVo6iXq0wRzNtKyPbSl",
    "PORTAL_BASE_URL": "https://portal.example.org",
    "DATABASE_URL": "postgres://portal:pass@db/portal",
    "REDIS_URL": "redis://queue:6379/0",
}


def test_a_complete_production_environment_is_accepted() -> None:
    environment = read_environment(PRODUCTION, ROOT)

    assert environment.is_production
    assert environment.host == "portal.example.org"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"PORTAL_DEBUG": "1"}, "PORTAL_DEBUG is on"),
        ({"PORTAL_DEBUG": " True "}, "PORTAL_DEBUG is on"),
        ({"PORTAL_SECRET_KEY": ""}, "PORTAL_SECRET_KEY is missing or weak"),
        ({"PORTAL_SECRET_KEY": PRODUCTION["PORTAL_SECRET_KEY"][:49]}, "PORTAL_SECRET_KEY is missing or weak"),
        ({"PORTAL_SECRET_KEY": "abcd" * 20}, "PORTAL_SECRET_KEY is missing or weak"),
        ({"PORTAL_SECRET_KEY": "django-insecure-" + "k9" + "abcdefghij" * 5}, "PORTAL_SECRET_KEY is missing or weak"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is missing"),
        ({"DATABASE_URL": "   "}, "DATABASE_URL is missing"),
        ({"DATABASE_URL": "sqlite:///portal.db"}, "DATABASE_URL is not of PostgreSQL"),
        ({"REDIS_URL": ""}, "REDIS_URL is missing"),
        ({"REDIS_URL": "amqp://queue"}, "REDIS_URL is not of Redis or Valkey"),
        ({"PORTAL_BASE_URL": ""}, "PORTAL_BASE_URL is missing or not https"),
        ({"PORTAL_BASE_URL": "http://portal.example.org"}, "PORTAL_BASE_URL is missing or not https"),
        ({"PORTAL_BASE_URL": "https://"}, "PORTAL_BASE_URL is missing or not https"),
    ],
)
def test_production_is_refused_for_one_reason_alone(changes: dict[str, str], reason: str) -> None:
    with pytest.raises(UnsafeEnvironmentError) as refusal:
        read_environment(PRODUCTION | changes, ROOT)

    reasons = [line for line in str(refusal.value).splitlines() if line.startswith("- ")]
    assert len(reasons) == 1
    assert reasons[0].startswith(f"- {reason}")


def test_an_empty_production_environment_is_refused_with_every_reason_at_once() -> None:
    with pytest.raises(UnsafeEnvironmentError) as refusal:
        read_environment({"PORTAL_MODE": "production"}, ROOT)

    assert str(refusal.value).count("\n- ") == 4


def test_a_refusal_repeats_no_secret() -> None:
    with pytest.raises(UnsafeEnvironmentError) as refusal:
        read_environment(
            PRODUCTION | {"DATABASE_URL": "mysql://portal:hunter2@db", "PORTAL_SECRET_KEY": "swordfish"}, ROOT
        )

    assert "hunter2" not in str(refusal.value)
    assert "swordfish" not in str(refusal.value)


def test_nothing_said_is_the_demonstration_on_the_embedded_servers() -> None:
    environment = read_environment({}, ROOT)

    assert environment.mode is Mode.DEMONSTRATION
    assert (environment.database_url, environment.redis_url) == ("", "")
    assert environment.var == ROOT / "var"


@pytest.mark.parametrize("url", ["mysql://db/portal", "portal", "/var/run/postgresql"])
def test_another_engine_is_refused_in_the_demonstration_too(url: str) -> None:
    with pytest.raises(UnsafeEnvironmentError, match="DATABASE_URL is not of PostgreSQL"):
        read_environment({"DATABASE_URL": url}, ROOT)


def test_an_unknown_mode_is_refused_by_name() -> None:
    with pytest.raises(UnsafeEnvironmentError, match="'prodution'; it must be one of: production, demonstration, test"):
        read_environment({"PORTAL_MODE": "prodution"}, ROOT)


@pytest.mark.parametrize(
    ("said", "folder"), [("", "/portal/var"), ("data", "/portal/data"), ("/srv/data", "/srv/data")]
)
def test_the_data_folder_is_the_checkouts_own_unless_said_otherwise(said: str, folder: str) -> None:
    assert read_environment({"PORTAL_VAR": said}, ROOT).var == Path(folder)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("1", True), ("Yes", True), (" on ", True), ("0", False), ("", False), ("off", False), ("2", False)],
)
def test_few_words_mean_true(text: str, meaning: bool) -> None:
    assert truth(text) is meaning


@pytest.mark.parametrize("given", ["0", "91", "-1", "14.5", "two weeks", "1e3", "\u0661\u0664", "9" * 40])
def test_an_invitation_lives_from_one_day_to_ninety(given: str) -> None:
    with pytest.raises(UnsafeEnvironmentError, match="PORTAL_INVITATION_DAYS must be a whole number of days from 1 to"):
        read_environment({"PORTAL_INVITATION_DAYS": given}, ROOT)


@pytest.mark.parametrize(("given", "days"), [("", 14), ("1", 1), ("90", 90), (" 30 ", 30)])
def test_how_long_an_invitation_lives_is_the_operators_choice(given: str, days: int) -> None:
    assert read_environment({"PORTAL_INVITATION_DAYS": given}, ROOT).invitation_days == days


@pytest.mark.parametrize("given", ["-1", "1.5", "many", "1e3", "9" * 7])
def test_a_pace_of_mail_that_is_none_is_refused_at_once_and_not_when_the_first_mail_waits(given: str) -> None:
    with pytest.raises(UnsafeEnvironmentError, match="PORTAL_MAIL_PER_MINUTE must be a whole number of messages"):
        read_environment({"PORTAL_MAIL_PER_MINUTE": given}, ROOT)


@pytest.mark.parametrize(("given", "number"), [("", 0), ("0", 0), (" 600 ", 600)])
def test_how_fast_mail_goes_is_the_operators_choice(given: str, number: int) -> None:
    assert read_environment({"PORTAL_MAIL_PER_MINUTE": given}, ROOT).mail_per_minute == number
