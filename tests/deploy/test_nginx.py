"""The shipped nginx configuration: files, cache, and what it does when the application is dead."""

import gzip
import os
import subprocess
import time

import pytest

from crisis.rendering.style import policy
from crisis.state import CrisisFolder
from tests.crisis.crisis_files import file_of, homes, manifest, page, switch
from tests.deploy.processes import ROOT, get, wait_until

pytestmark = pytest.mark.server


@pytest.fixture
def site(supervised, nginx):
    """The stub application with nginx before it."""
    application = supervised()
    server = nginx(application.port)
    assert wait_until(lambda: get(server.port, "/silent")[0] == 200)
    return application, server


def test_static_files_are_served_compressed_beforehand_and_long_when_hashed(nginx, tmp_path):
    static = tmp_path / "files"
    static.mkdir()
    (static / "site.0123456789ab.css").write_text("body{}")
    (static / "site.0123456789ab.css.gz").write_bytes(gzip.compress(b"body{} /* packed */"))
    (static / "site.css").write_text("body{}")
    server = nginx(1, static=static)
    status, headers, body = get(server.port, "/static/site.0123456789ab.css", {"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == b"body{} /* packed */"
    assert "immutable" in headers["cache-control"]
    assert headers["x-content-type-options"] == "nosniff"
    plain = get(server.port, "/static/site.css")[1]
    assert plain["cache-control"] == "public, max-age=3600"


def test_media_is_served_disarmed_and_documents_are_not(nginx, tmp_path):
    media = tmp_path / "files"
    (media / "documents").mkdir(parents=True)
    (media / "documents" / "secret.pdf").write_text("secret")
    (media / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    server = nginx(1, media=media)
    status, headers, _ = get(server.port, "/media/drawing.svg")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert "sandbox" in headers["content-security-policy"]
    assert get(server.port, "/media/documents/secret.pdf")[0] == 404
    for outside in ("/media../files/drawing.svg", "/media/..%2fnginx/nginx.conf", "/media/%2e%2e/nginx/nginx.conf"):
        assert get(server.port, outside)[0] != 200


def test_public_page_comes_from_the_cache_and_its_etag_gives_304(site):
    _, server = site
    first = get(server.port, "/public")
    second = get(server.port, "/public")
    assert (first[0], first[1]["x-cache"], second[1]["x-cache"]) == (200, "MISS", "HIT")
    assert first[2] == second[2]
    status, headers, body = get(server.port, "/public", {"If-None-Match": first[1]["etag"]})
    assert (status, body, headers["etag"]) == (304, b"", first[1]["etag"])


def test_new_content_is_seen_within_two_seconds(site, stub_text):
    """Wherever in nginx's whole seconds the page was last fetched."""
    _, server = site
    for number in range(4):
        get(server.port, "/public")
        stub_text.write_text(f"text {number}")
        time.sleep(2.05 + number * 0.3)
        assert get(server.port, "/public")[2].decode() == f"text {number}"


def test_an_unpublished_page_is_gone_within_two_seconds(site, stub_text):
    _, server = site
    get(server.port, "/public")
    stub_text.unlink()
    time.sleep(2.5)
    assert [get(server.port, "/public")[0] for _ in range(2)] == [404, 404]


def test_browsers_that_can_unpack_different_things_share_one_copy(site):
    application, server = site
    get(server.port, "/public", {"Accept-Encoding": "gzip, deflate, br, zstd"})
    application.stop()
    for encoding in ("gzip", "identity", "br"):
        status, headers, _ = get(server.port, "/public", {"Accept-Encoding": encoding})
        assert (status, headers.get("vary", "Accept-Encoding")) == (200, "Accept-Encoding")


def test_an_unchanged_page_is_renewed_by_its_etag(site):
    _, server = site
    get(server.port, "/public")
    time.sleep(2.2)
    assert get(server.port, "/public")[1]["x-cache"] == "REVALIDATED"


@pytest.mark.parametrize("path", ["/private", "/silent", "/with-cookie"])
def test_only_pages_that_say_public_without_cookie_are_kept(site, stub_text, path):
    _, server = site
    get(server.port, path)
    stub_text.write_text("new text")
    assert get(server.port, path)[2] == b"new text"


def test_staff_see_the_application_and_leave_no_trace_in_the_cache(site, stub_text):
    _, server = site
    get(server.port, "/public")
    stub_text.write_text("what staff see")
    staff = get(server.port, "/public", {"Cookie": "torget_staff=abc"})
    assert (staff[2], staff[1]["x-cache"]) == (b"what staff see", "BYPASS")
    get(server.port, "/other", {"Cookie": "torget_staff=abc"})
    assert get(server.port, "/public")[2] == b"first text"
    assert get(server.port, "/public", {"Cookie": "other=1"})[1]["x-cache"] in ("HIT", "STALE", "UPDATING")


def test_pages_seen_before_stay_up_when_the_application_is_dead(site):
    application, server = site
    get(server.port, "/public")
    application.stop()
    time.sleep(2.2)
    for _ in range(3):
        status, headers, body = get(server.port, "/public")
        assert (status, headers["x-cache"], body) == (200, "STALE", b"first text")


def test_an_unseen_page_of_a_dead_application_says_so_in_plain_words(site):
    application, server = site
    application.stop()
    status, headers, body = get(server.port, "/never-seen")
    assert (status, headers["retry-after"], headers["cache-control"]) == (503, "10", "no-store")
    assert "svarar inte just nu" in body.decode()
    assert "tel:+46910555000" in body.decode()


def test_a_failing_page_is_not_hidden_when_there_is_no_copy(site):
    _, server = site
    assert get(server.port, "/broken")[0] == 500


def test_long_addresses_and_headers_are_refused_not_dropped(site):
    _, server = site
    assert get(server.port, "/public?q=" + "a" * 1_000_000)[0] == 414
    assert get(server.port, "/public", {"X-Long": "a" * 1_000_000})[0] in (400, 431)
    assert get(server.port, "/public")[0] == 200


@pytest.fixture
def crisis(tmp_path):
    """The folder of the crisis state, with a crisis in it."""
    pages = {**homes("boil water"), "/kris/ar/": "arabic", "/kris/ovning/secret/": "exercise", "/kris/atom.xml": "news"}
    switch(tmp_path / "crisis", 1, {**pages, "/cap/": "list", "/cap/1.xml": "alert", "/api/crisis.json": "data"})
    return tmp_path / "crisis"


def test_the_crisis_site_is_served_from_its_files_with_nobody_behind(nginx, crisis):
    server = nginx(1)
    for path in ("/", "/nb/", "/en/", "/nb", "/?x=1"):
        status, headers, body = get(server.port, path)
        assert (status, body, headers["x-cache"]) == (200, page("boil water"), "FILE")
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert headers["cache-control"] == "public, max-age=0, s-maxage=1"
        assert policy() == headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    _, headers, body = get(server.port, "/kris/ar/", {"Accept-Encoding": "gzip"})
    assert (headers["content-encoding"], gzip.decompress(body)) == ("gzip", page("arabic"))
    etag = get(server.port, "/")[1]["etag"]
    assert get(server.port, "/", {"If-None-Match": etag})[0] == 304
    secret = get(server.port, "/kris/ovning/secret/")
    assert (secret[2], secret[1]["cache-control"]) == (page("exercise"), "private, no-store")
    assert "noindex" in secret[1]["x-robots-tag"]
    kinds = {"/cap/": "atom+xml", "/cap/1.xml": "cap+xml", "/kris/atom.xml": "atom+xml", "/api/crisis.json": "json"}
    for path, kind in kinds.items():
        status, headers, _ = get(server.port, path)
        assert (status, headers["content-type"]) == (200, f"application/{kind}; charset=utf-8")
        assert headers["access-control-allow-origin"] == "*"
        assert "strict-transport" not in str(headers)


def test_what_is_not_part_of_the_crisis_site_is_not_given_away(nginx, crisis):
    server = nginx(1)
    hidden = [
        "/manifest.json",
        "/kris/../manifest.json",
        "/kris/..%2fmanifest.json",
        "/kris/",
        "/kris/ovning/",
        "/www/",
    ]
    for path in [*hidden, "/journal.jsonl", "/kris/ar", "/kris/nn/", "/cap/2.xml"]:
        status, _, body = get(server.port, path)
        assert status in (400, 503) or (path, body) == ("/kris/ar", page("arabic")), path


def test_the_file_switch_works_with_nginx_and_a_shell_alone(nginx, crisis):
    server = nginx(1)
    folder = CrisisFolder(crisis)
    texts = {path: page("flood") for path in ("/", "/nb/", "/en/")}
    folder.write(manifest(None, list(texts)), {file_of(path): text for path, text in texts.items()}, key="flood")
    folder.write(manifest(None, []), {}, key="off")

    def run(*words):
        command = ["sh", ROOT / "deploy/crisis-switch.sh", *words]
        environment = {"PATH": os.environ["PATH"], "TORGET_VAR": str(crisis.parent)}
        return subprocess.run(command, env=environment, capture_output=True, text=True)

    assert run("flood").returncode == 0
    assert get(server.port, "/nb/")[2] == page("flood")
    for odd in ("nothing-here", "../versions/1", "", "-x", "flood\n"):
        refused = run(odd)
        assert refused.returncode in (1, 2)
        assert "Nothing was changed" in refused.stderr
        assert get(server.port, "/nb/")[2] == page("flood")
    assert "flood" in run().stdout
    assert run("off").returncode == 0
    assert get(server.port, "/")[0] == 503, "nobody behind"
    assert (crisis / "file-switch.log").read_text().count("\n") == 2


def test_in_peace_the_application_answers(site, tmp_path):
    _, server = site
    assert get(server.port, "/")[2] == b"first text"
    switch(tmp_path / "crisis", 1, homes("boil water"))
    assert get(server.port, "/")[2] == page("boil water")
    switch(tmp_path / "crisis", 2, {})
    assert get(server.port, "/")[2] == b"first text"
