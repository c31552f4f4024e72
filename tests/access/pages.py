"""The access of every page. A new page adds one line here; an address that stands nowhere fails the build.

`Page("name", get=reads("02"), things=planter)`: the row of `access.csv` that each method stands under, and the objects
to try it on. See `declaration.py` for the fields, `planting.py` for objects with canary words.
"""

from tests.access.declaration import Page, reads, writes
from tests.access.planting import jobs

PUBLIC = [
    Page("public_home", get=reads("01")),
]
WORK = [
    Page("job", get=reads("05"), things=jobs),
    Page("cancel_job", post=writes("05"), things=jobs, shown=False),
]
PAGES = [*PUBLIC, *WORK]

# Pages that cannot exist in production (a test proves it), by name; a namespace ends with a colon.
NOT_IN_PRODUCTION: tuple[str, ...] = ()
# Addresses that serve files of ours, the same for everybody.
STATIC: tuple[str, ...] = ()
