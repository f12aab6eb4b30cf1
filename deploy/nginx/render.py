"""Fill in the nginx configuration: ports, paths, certificate, and the page shown when nothing answers.

Production:  python deploy/nginx/render.py --output /etc/nginx/torget --upstream unix:/run/torget/web.sock \\
                 --server-name www.example.se --certificate C.pem --key K.pem --static DIR --media DIR
                 --crisis DIR
             and `include /etc/nginx/torget/torget.conf;` inside http { }.
Tests:       --port N --standalone also writes a whole nginx.conf that runs without root in the output folder.
Standard library only.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import os
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(1, str(ROOT))

from crisis.rendering.style import policy  # noqa: E402

STANDALONE = """\
daemon off;
@USER@
worker_processes 2;
pid "@OUTPUT@/nginx.pid";
error_log "@OUTPUT@/error.log" warn;
events { worker_connections 4096; }
http {
    include "@MIME@";
    default_type application/octet-stream;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path "@OUTPUT@/temp/body";
    proxy_temp_path "@OUTPUT@/temp/proxy";
    fastcgi_temp_path "@OUTPUT@/temp/fastcgi";
    uwsgi_temp_path "@OUTPUT@/temp/uwsgi";
    scgi_temp_path "@OUTPUT@/temp/scgi";
    include "@OUTPUT@/torget.conf";
}
"""

REDIRECT = """\
server {
    listen 80;
    listen [::]:80;
    server_name @SERVER_NAME@;
    access_log off;
    return 301 https://$host$request_uri;
}
"""

LISTEN_TLS = """\
listen 443 ssl http2;
    listen [::]:443 ssl http2;
    server_name @SERVER_NAME@;
    ssl_certificate "@CERTIFICATE@";
    ssl_certificate_key "@KEY@";
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:torget_tls:10m;
    ssl_session_timeout 1d;
    ssl_session_tickets off;"""

# What all locations of the crisis site share. As fresh as the application's own answers
# (crisis.front_door.prepared_answer).
CRISIS_FOLDER = """\
root "@CRISIS@/live/www";
        gzip_static on;
        @BROTLI@
        add_header X-Cache FILE always;"""
CRISIS_FILES = f"""\
{CRISIS_FOLDER}
        add_header Cache-Control "public, max-age=0, s-maxage=1" always;
        add_header X-Content-Type-Options nosniff always;
        add_header Referrer-Policy strict-origin-when-cross-origin always;
        @HSTS@"""
CRISIS_PAGE = f"""\
{CRISIS_FILES}
        types {{ }}
        default_type "text/html; charset=utf-8";
        add_header Content-Security-Policy "@CRISIS_POLICY@" always;
        add_header X-Frame-Options DENY always;
        add_header Cross-Origin-Resource-Policy same-origin always;"""
CRISIS_DATA = """\
add_header Access-Control-Allow-Origin * always;
        add_header Cross-Origin-Resource-Policy cross-origin always;
        add_header Content-Security-Policy "default-src 'none'; frame-ancestors 'none'" always;"""
HSTS = 'add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;'


def fill(template: str, values: dict[str, str]) -> str:
    """Replace every @NAME@; a name without a value is an error."""
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], template)


def municipality() -> dict[str, Any]:
    """Return what makes this installation one particular municipality."""
    return tomllib.loads((ROOT / "municipality.toml").read_text(encoding="utf-8"))


def unavailable_page() -> str:
    """Return the page for a dead application, with the municipality's own name and telephone number."""
    settings = municipality()
    contact = settings["contact"]
    values = {"NAME": settings["name"], "TELEPHONE": contact["telephone"], "TEL": contact["telephone_international"]}
    return fill((HERE / "unavailable.html.template").read_text(encoding="utf-8"), values)


def style_hash(page: str) -> str:
    """Return the hash by which the content security policy allows the page's one style element."""
    style = page.split("<style>")[1].split("</style>")[0]
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def homes() -> str:
    """Return the pattern of the home pages of the languages that have a prefix: all but the first."""
    others = "|".join(municipality()["languages"][1:])
    return f"/(?:{others})/?" if others else "/"


def crisis_values(options: argparse.Namespace) -> dict[str, str]:
    """Return what the locations of the crisis site are filled in with."""
    values = {
        "CRISIS": str(options.crisis.absolute()),  # not resolved: what it holds is switched by a link
        "BROTLI": "brotli_static on;" if options.brotli else "",
        "HSTS": HSTS if options.certificate else "",
        "CRISIS_POLICY": policy(),
    }
    return {
        "HOMES": homes(),
        "CRISIS_POLICY": values["CRISIS_POLICY"],
        "CRISIS_PAGE": fill(CRISIS_PAGE, values),
        "CRISIS_FOLDER": fill(CRISIS_FOLDER, values),
        "CRISIS_FILES": fill(CRISIS_FILES, values),
        "CRISIS_DATA": CRISIS_DATA,
    }


def values_for(options: argparse.Namespace, page: str) -> dict[str, str]:
    """Return what each @NAME@ of the template stands for."""
    tls = {"SERVER_NAME": options.server_name, "CERTIFICATE": str(options.certificate), "KEY": str(options.key)}
    path_of = {"CACHE": options.cache or options.output / "cache", "STATIC": options.static, "MEDIA": options.media}
    return {
        **crisis_values(options),
        **{name: str(path.resolve()) for name, path in path_of.items()},
        "UPSTREAM": options.upstream,
        "LISTEN": fill(LISTEN_TLS, tls)
        if options.certificate
        else f"listen {options.host}:{options.port} backlog=2048;",
        "REDIRECT": fill(REDIRECT, tls) if options.certificate else "",
        "ERROR_LOG": str((options.error_log or options.output / "torget-error.log").resolve()),
        "BROTLI": "brotli_static on;" if options.brotli else "",
        "OUTPUT": str(options.output.resolve()),
        "STYLE_HASH": style_hash(page),
    }


def render(options: argparse.Namespace) -> None:
    """Write torget.conf with what it includes, unavailable.html and, for a standalone nginx, nginx.conf."""
    output: Path = options.output
    output.mkdir(parents=True, exist_ok=True)
    page = unavailable_page()
    (output / "unavailable.html").write_text(page, encoding="utf-8")
    template = (HERE / "torget.conf.template").read_text(encoding="utf-8")
    shutil.copyfile(HERE / "torget-application.conf", output / "torget-application.conf")
    (output / "torget.conf").write_text(fill(template, values_for(options, page)), encoding="utf-8")
    if options.standalone:
        (output / "temp").mkdir(exist_ok=True)
        user = "user root;" if os.geteuid() == 0 else ""  # else workers could not read the files of a private folder
        values = {"OUTPUT": str(output.resolve()), "MIME": str(options.mime_types), "USER": user}
        (output / "nginx.conf").write_text(fill(STANDALONE, values), encoding="utf-8")


def main() -> None:
    """Render as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--upstream", default="127.0.0.1:8000", help="host:port or unix:/path of granian")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080, help="plain HTTP port, when there is no certificate")
    parser.add_argument("--server-name", default="_")
    parser.add_argument("--certificate", type=Path)
    parser.add_argument("--key", type=Path)
    parser.add_argument("--static", type=Path, default=ROOT / "var" / "staticfiles")
    parser.add_argument("--media", type=Path, default=ROOT / "var" / "media")
    parser.add_argument("--crisis", type=Path, default=ROOT / "var" / "crisis")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--error-log", type=Path)
    parser.add_argument("--brotli", action="store_true", help="nginx has ngx_http_brotli_static_module")
    parser.add_argument("--standalone", action="store_true")
    parser.add_argument("--mime-types", type=Path, default=Path("/etc/nginx/mime.types"))
    render(parser.parse_args())


if __name__ == "__main__":
    main()
