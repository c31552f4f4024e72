"""No address without a declared access, none declared that is not there, and none in production that is for play."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.access.legend import the_table
from tests.access.pages import NOT_IN_PRODUCTION, PAGES, STATIC
from tests.access.resolver import addresses, undeclared

ROOT = Path(__file__).parent.parent.parent
WITHOUT_CSRF = {"51"}  # the one row whose POST comes from elsewhere
DECLARED = {page.name for page in PAGES}
NAMES_IN_PRODUCTION = """
import django, json
django.setup()
from tests.access.resolver import addresses
print(json.dumps([address.name for address in addresses()]))
"""
PRODUCTION = {
    "PORTAL_MODE": "production",
    "PORTAL_SECRET_KEY": "only for a look at the addresses: 0123456789 abcdefghijklmnopqrstuvwxyz",
    "PORTAL_BASE_URL": "https://portal.example",
    "DJANGO_SETTINGS_MODULE": "ltd_portal.settings",
}


def test_every_address_belongs_to_a_row_of_the_access_table() -> None:
    # The admin's addresses without a name are its redirects from old ones.
    told = undeclared(addresses(), {*DECLARED, *NOT_IN_PRODUCTION, *STATIC, "admin:"})
    assert [str(address) for address in told] == []


def test_every_declared_name_leads_somewhere() -> None:
    known = {address.name for address in addresses()}
    assert sorted({*DECLARED, *NOT_IN_PRODUCTION, *STATIC} - known) == []


def test_no_page_is_declared_twice() -> None:
    assert len({(page.name, page.query) for page in PAGES}) == len(PAGES)
    assert DECLARED.isdisjoint(NOT_IN_PRODUCTION)


def test_pages_stand_under_rows_that_the_table_has() -> None:
    assert {row for page in PAGES for row in page.rows} <= set(the_table().rows)


def test_every_address_asks_for_a_csrf_token() -> None:
    rows = {page.name: page.rows for page in PAGES}
    exempt = [address for address in addresses() if getattr(address.callback, "csrf_exempt", False)]
    assert [str(address) for address in exempt if rows.get(address.name) != WITHOUT_CSRF] == []


def test_what_is_for_play_does_not_exist_in_production() -> None:
    looked = subprocess.run(
        [sys.executable, "-c", NAMES_IN_PRODUCTION],
        cwd=ROOT,
        env={**os.environ, **PRODUCTION},
        capture_output=True,
        text=True,
        check=True,
    )
    names = set(json.loads(looked.stdout))
    assert names & set(NOT_IN_PRODUCTION) == set()
    assert {page.name for page in PAGES} <= names
