"""Version folders as the record would write them, with short pages."""

from crisis.state import CrisisFolder

PEACE = {"sv": "", "nb": "nb/", "en": "en/"}


def manifest(number, pages, **changes):
    """Return a manifest for pages by address."""
    return {
        "format": 1,
        "number": number,
        "origin": "shell",
        "at": "2026-11-22T18:00:00+00:00",
        "by": "kris",
        "on": bool(pages),
        "level": 3 if pages else 0,
        "digest": f"digest of {sorted(pages)}",
        "pages": {path: entry(path) for path in pages},
        "strips": {},
        "state": {},
        **changes,
    }


def entry(path):
    """Return what a manifest says of the page at an address."""
    is_data = path.endswith((".json", ".xml"))
    return {
        "file": file_of(path),
        "lang": "" if is_data else "nb" if path.startswith("/nb") else "sv",
        "type": "application/json" if is_data else "text/html; charset=utf-8",
        "etag": "made when it is written",
        "headers": {"Access-Control-Allow-Origin": "*"}
        if is_data
        else {"Content-Security-Policy": "default-src 'none'"},
    }


def file_of(path):
    """Return the name of the file for an address."""
    return f"pages/{path.strip('/').replace('/', '-') or 'home'}"


def page(text):
    """Return a page long enough for compression to be worth it."""
    return f"<!doctype html><title>{text}</title>{'<p>Koka vattnet.</p>' * 40}".encode()


def switch(root, number, texts):
    """Write a version with these texts by address and make it live, as the switch does; return its folder's name."""
    folder = CrisisFolder(root)
    name = folder.write(manifest(number, texts), {file_of(path): page(text) for path, text in texts.items()})
    folder.go_live(name)
    return name


def homes(text):
    """Return one text for the home pages of all languages."""
    return dict.fromkeys(("/", "/nb/", "/en/"), text)
