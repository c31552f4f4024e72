"""Words of a language in one catalogue: the same words, found sooner."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.utils.translation import trans_real
from django.utils.translation.trans_real import DjangoTranslation

from kit.catalogues import catalogues, join_catalogues

OURS = "en-gb"


@pytest.fixture
def as_django_has_them(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The words of the portal's language, not joined yet."""
    words = DjangoTranslation(OURS)
    monkeypatch.setitem(vars(trans_real)["_translations"], OURS, words)
    return words


def said(words: DjangoTranslation, key: Any) -> list[str]:
    """One of its messages, in every number that it has."""
    if isinstance(key, tuple):
        return [words.ngettext(key[0], "many", number) for number in (0, 1, 2, 11)]
    return [words.gettext(key)]


def test_every_message_says_the_same_in_one_catalogue_as_in_many(as_django_has_them):
    keys = {key for catalogue, _ in catalogues(as_django_has_them) for key in catalogue}
    before = {key: said(as_django_has_them, key) for key in keys}
    many = len(list(catalogues(as_django_has_them)))

    join_catalogues(OURS)

    assert {key: said(as_django_has_them, key) for key in keys} == before
    assert many > 1
    assert len(list(catalogues(as_django_has_them))) == 1


def test_what_nobody_puts_otherwise_is_said_as_it_is_written(as_django_has_them):
    join_catalogues(OURS)

    assert as_django_has_them.gettext("A penny for your thoughts") == "A penny for your thoughts"
    assert as_django_has_them.ngettext("%(count)s penny", "%(count)s pennies", 2) == "%(count)s pennies"


def test_catalogues_that_count_otherwise_stay_apart(as_django_has_them):
    as_django_has_them._catalog._catalogs.append({"Only here": "Said here"})
    as_django_has_them._catalog._plurals.append(lambda number: 0)
    many = len(list(catalogues(as_django_has_them)))

    join_catalogues(OURS)

    assert len(list(catalogues(as_django_has_them))) == many
    assert as_django_has_them.gettext("Only here") == "Said here"


STARTED = """
import django
django.setup()
from django.utils.translation.trans_real import translation
from kit.catalogues import catalogues
print(len(list(catalogues(translation("%s")))))
"""


def test_the_portal_has_joined_the_words_of_its_own_language_once_it_started():
    """In a process of its own: a test that changes languages has Django read all words again, for all after it."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "ltd_portal.settings"}
    told = subprocess.run(
        [sys.executable, "-c", STARTED % OURS], env=environment, capture_output=True, text=True, check=True
    )

    assert told.stdout.split() == ["1"]
