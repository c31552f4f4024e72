"""Loaded with `-p`, before settings: the suite's own PostgreSQL and Valkey, unless their URLs are given."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from ltd_portal.embedded import UNSAFE_BUT_FAST, Postgres, Valkey

os.environ["PORTAL_MODE"] = "test"
folder = Path(tempfile.mkdtemp(prefix="portal-test-"))
os.environ["PORTAL_VAR"] = str(folder)
atexit.register(shutil.rmtree, folder, ignore_errors=True)
if not os.environ.get("DATABASE_URL"):
    postgres = Postgres(folder, UNSAFE_BUT_FAST)
    atexit.register(postgres.erase)
    atexit.register(postgres.stop)
    os.environ["DATABASE_URL"] = postgres.start()
if not os.environ.get("REDIS_URL"):
    valkey = Valkey(folder)
    atexit.register(valkey.stop)
    os.environ["REDIS_URL"] = valkey.start()
worker = os.environ.get("PYTEST_XDIST_WORKER")
if worker:  # side by side: a numbered database of Valkey each, as pytest-django gives each one of PostgreSQL's
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{int(worker.removeprefix('gw')) + 1}"
