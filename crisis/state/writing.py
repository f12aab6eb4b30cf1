"""Write a version's folder so that it is there whole or not at all, also when the disk is full or the power goes."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from crisis.state.live import MANIFEST, SUFFIXES, fingerprint, safe_name

try:
    import brotli
except ImportError:  # then browsers get gzip
    brotli = None

# What nginx serves when the application is dead: the same files, found by their addresses.
BY_ADDRESS = "www"


def write_file(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until a folder's names are on the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file that others see either old or new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = beside(path)
    try:
        write_file(fresh, content)
        fresh.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def beside(path: Path, kind: str = "new") -> Path:
    """Return a name that nobody else uses, beside the final one."""
    return path.with_name(f".{path.name}.{kind}-{os.getpid()}-{secrets.token_hex(4)}")


def compressed(content: bytes) -> dict[str, bytes]:
    """Return the compressed copies of a file; the same content gives the same bytes."""
    copies = {"gzip": gzip.compress(content, 9, mtime=0)}
    if brotli is not None:
        copies["br"] = brotli.compress(content)
    return {encoding: copy for encoding, copy in copies.items() if len(copy) < len(content)}


def write_version(folder: Path, manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """Write a version's folder; an older one of the same name goes when the new one is there. OSError: none changed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = beside(folder)
    fresh.mkdir()
    try:
        _fill(fresh, manifest, files)
        _put_in_place(fresh, folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _fill(folder: Path, manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """Write all files, the manifest last."""
    encodings: dict[str, dict[str, str]] = {}
    for name, content in files.items():
        path = folder / safe_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, content)
        copies = compressed(content)
        for encoding, copy in copies.items():
            write_file(path.with_name(path.name + SUFFIXES[encoding]), copy)
        encodings[name] = {encoding: fingerprint(copy) for encoding, copy in copies.items()}
    pages = {
        path: {**entry, "etag": f'"{fingerprint(files[entry["file"]])}"', "encodings": encodings[entry["file"]]}
        for path, entry in manifest["pages"].items()
    }
    for path, entry in pages.items():
        _link_by_address(folder, path, entry["file"])
    text = json.dumps({**manifest, "pages": pages}, ensure_ascii=False, indent=1)
    write_file(folder / MANIFEST, text.encode())
    for place, _folders, _files in os.walk(folder):
        sync_folder(Path(place))


def _link_by_address(folder: Path, path: str, file: str) -> None:
    """Let nginx find a page's file and its compressed copies by the page's address."""
    name = path.strip("/")
    target = folder / BY_ADDRESS / (f"{name}/index.html" if path.endswith("/") and name else name or "index.html")
    safe_name(str(target.relative_to(folder)))
    target.parent.mkdir(parents=True, exist_ok=True)
    for suffix in SUFFIXES.values():
        source = folder / (file + suffix)
        if source.exists():
            _link(source, target.with_name(target.name + suffix))


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; where the file system cannot, a second copy."""
    try:
        os.link(source, target)
    except OSError:
        write_file(target, source.read_bytes())


def _put_in_place(fresh: Path, folder: Path) -> None:
    """Rename the finished folder to its name, and what had the name out of the way."""
    old = beside(folder, "old")
    with contextlib.suppress(FileNotFoundError):
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        with contextlib.suppress(OSError):
            old.rename(folder)
        raise
    sync_folder(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def fresh_link(link: Path, target: str) -> Iterator[Path]:
    """Make a symbolic link under another name, to be renamed over the real one."""
    fresh = beside(link)
    fresh.symlink_to(target)
    try:
        yield fresh
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
