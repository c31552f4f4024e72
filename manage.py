#!/usr/bin/env python3
"""Django's commands, from a plain shell; ltd_portal/command_line.py says on which database."""

import importlib.util
import os
import sys
from pathlib import Path

if __name__ == "__main__":
    python = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if importlib.util.find_spec("django") is None and Path(sys.executable) != python:
        if not python.exists():
            sys.exit("manage.py: nothing is installed yet: ./run or ./test does that")
        os.execv(python, [str(python), *sys.argv])
    from ltd_portal.command_line import main

    sys.exit(main(sys.argv))
