#!/usr/bin/env python
"""Django's commands, from a plain shell: with DATABASE_URL, else with the embedded database."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ltd_portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
