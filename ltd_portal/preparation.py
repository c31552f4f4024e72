"""What ./run does between its servers and its pages: migrate, and load the demonstration. One process for both.

An argument is the moment of the demonstration's year that today is to be.
"""

import os
import sys

import django
from django.core.management import call_command

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ltd_portal.settings")
    django.setup()
    call_command("migrate", interactive=False)
    call_command("demonstration", moment=next(iter(sys.argv[1:]), None))
