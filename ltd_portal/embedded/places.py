"""Where the embedded servers' files lie, and what other users of the machine may see of them: nothing.

PostgreSQL refuses to run as root, and root's own folders may be closed to `nobody`. So what root starts lies in
ROOT_HOME, which nobody but root can make; what anyone else starts lies in their own data folder.
"""

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT_HOME = Path("/var/lib/learning-to-deliver")
STALE = 60 * 60  # seconds
LONGEST_SOCKET_FOLDER = 80  # bytes; Linux allows 107 for the whole path of a socket


def server_owner() -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as instead of root; None when it runs as the starting user."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def root_home() -> Path:
    """Root's place for servers, passable and not readable by others."""
    ROOT_HOME.mkdir(parents=True, exist_ok=True)
    ROOT_HOME.chmod(0o711)  # whatever the umask
    return ROOT_HOME


def name_of(base: Path) -> str:
    """A short name for a data folder, the same at every start."""
    return hashlib.sha256(os.fsencode(base.resolve())).hexdigest()[:12]


def data_folder(base: Path) -> Path:
    """Where a cluster's data lies; not made yet."""
    return base / "postgres" if server_owner() is None else root_home() / f"data-{name_of(base)}"


def private_folder(path: Path, owner: pwd.struct_passwd | None) -> Path:
    """Make (or mend) a folder that its owner alone can open."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    if owner:
        os.chown(path, owner.pw_uid, owner.pw_gid)
    return path


def socket_folder(base: Path, owner: pwd.struct_passwd | None) -> Path:
    """A new folder for a socket, open to its owner alone: short, plain ASCII, and of a name nobody can guess.

    Those that killed servers left behind are swept away: this data folder's own, and empty ones of an hour ago.
    """
    home = root_home() if owner else _short_folder()
    prefix = f"portal-{name_of(base)}-"
    for left in _folders_of(owner.pw_uid if owner else os.geteuid(), home):
        if left.name.startswith(prefix):
            shutil.rmtree(left, ignore_errors=True)
        elif time.time() - left.stat().st_mtime > STALE:
            with contextlib.suppress(OSError):  # not empty: in use
                left.rmdir()
    return private_folder(Path(tempfile.mkdtemp(prefix=prefix, dir=home)), owner)


def _folders_of(user: int, home: Path) -> Iterator[Path]:
    for path in home.glob("portal-????????????-*"):
        with contextlib.suppress(FileNotFoundError):  # gone meanwhile
            status = path.lstat()
            if stat.S_ISDIR(status.st_mode) and status.st_uid == user:
                yield path


def _short_folder() -> Path:
    temporary = tempfile.gettempdir()
    fits = temporary.isascii() and " " not in temporary and len(temporary) < LONGEST_SOCKET_FOLDER - 30
    return Path(temporary if fits else "/tmp")


def package_folder(name: str) -> Path | None:
    """The folder of an installed package, without importing it; None when it is not installed."""
    spec = importlib.util.find_spec(name)
    locations = spec.submodule_search_locations if spec else None
    return Path(next(iter(locations))) if locations else None


def open_to_all(package: Path, part: str, libraries: str) -> Path:
    """A copy of a package's `part` and its libraries where `nobody` can run it; one for each version."""
    version = importlib.metadata.version(package.name.replace("_", "-"))
    target = root_home() / f"{package.name}-{version}"
    if not target.exists():
        new = Path(tempfile.mkdtemp(dir=root_home()))
        shutil.copytree(package / part, new / package.name / part, symlinks=True)
        if (package.parent / libraries).exists():
            shutil.copytree(package.parent / libraries, new / libraries, symlinks=True)
        _readable(new)
        try:
            new.rename(target)
        except OSError:  # another start was quicker
            shutil.rmtree(new)
    return target / package.name / part


def _readable(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
