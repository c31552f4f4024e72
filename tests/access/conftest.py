"""Says at the end of a run which rows of the access table have no page yet."""

import re
from textwrap import fill
from typing import Any

from tests.access.legend import the_table


def pytest_terminal_summary(terminalreporter: Any) -> None:
    from tests.access.pages import PAGES  # noqa: PLC0415 - its admin pages are read from URLs, which need Django set up

    built = {row for page in PAGES for row in page.rows}
    missing = [row for number, row in the_table().rows.items() if number not in built]
    terminalreporter.section("access")
    terminalreporter.line(f"{len(PAGES)} pages stand under {len(built)} rows; {len(missing)} rows are not built yet:")
    told = "; ".join(f"{row.number} {re.split('[:(,]', row.resource)[0].strip()}" for row in missing)
    terminalreporter.line(fill(told, width=110))
