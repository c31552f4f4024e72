"""The operator's virus scanner, run on one file; no shell is between."""

import shlex
import subprocess

from django.conf import settings

from kit.files.models import Upload

ANSWERS = {0: Upload.Scan.CLEAN, 1: Upload.Scan.INFECTED}


def scan_file(path: str) -> Upload.Scan:
    """Exit 0 is clean and 1 infected; any other answer, none, and a scanner that cannot be run are unknown."""
    if not settings.SCAN_COMMAND:
        return Upload.Scan.NOT_ASKED
    command = [*shlex.split(settings.SCAN_COMMAND), path]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=settings.SCAN_SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return Upload.Scan.UNKNOWN
    return ANSWERS.get(answer.returncode, Upload.Scan.UNKNOWN)
