"""Security headers (D13)."""

import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.models import User
from core.middleware.security_headers import (
    ADMIN_POLICY,
    DRAWING_POLICY,
    PREVIEW_POLICY,
    PUBLIC_POLICY,
    SecurityHeadersMiddleware,
)

STRICT = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; script-src 'self'; "
    "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'"
)
PUBLIC_PATHS = ["/", "/en/", "/nowhere/", "/accounts/login/", "/healthz/live", "/?a=%00", "/tjanster"]


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser(email="admin@norrvik.example", password="x" * 12)


@pytest.mark.parametrize("path", PUBLIC_PATHS)
def test_every_public_answer_has_the_strict_policy(client, small_site, path):
    response = client.get(path)
    assert response["Content-Security-Policy"] == STRICT == PUBLIC_POLICY
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/", "/en/services/", "/nowhere/", "/accounts/login/"])
def test_pages_hold_nothing_that_the_policy_forbids(client, small_site, path):
    html = client.get(path).content.decode()
    scripts = re.findall(r"<script\b[^>]*>", html)
    assert all("src=" in tag or "json" in tag for tag in scripts), scripts
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", html)


def test_admin_has_the_smallest_policy_it_works_under(client, administrator, settings):
    settings.MFA_ENFORCED = False
    client.force_login(administrator)
    response = client.get("/admin/")
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == ADMIN_POLICY
    assert "unsafe-eval" not in ADMIN_POLICY
    assert "script-src-attr 'none'" in ADMIN_POLICY
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_preview_is_strict_but_may_stand_in_the_editors_frame(client, small_site, administrator, settings):
    settings.MFA_ENFORCED = False
    client.force_login(administrator)
    page = small_site.sections["en"]
    page.save_revision()
    response = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    assert '<html lang="en"' in response.content.decode()
    assert response["Content-Security-Policy"] == PREVIEW_POLICY
    assert "frame-ancestors 'self'" in PREVIEW_POLICY
    assert "unsafe" not in PREVIEW_POLICY
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in response["Cache-Control"]


def headers_of(**headers):
    middleware = SecurityHeadersMiddleware(lambda request: HttpResponse("x", headers=headers))
    return middleware(RequestFactory().get("/")).headers


def test_a_pages_own_policy_stands():
    own = "default-src 'self'"
    assert headers_of(**{"Content-Security-Policy": own})["Content-Security-Policy"] == own


def test_nothing_in_a_drawing_runs():
    assert headers_of(**{"Content-Type": "image/svg+xml"})["Content-Security-Policy"] == DRAWING_POLICY
    assert "sandbox" in DRAWING_POLICY


def test_open_data_may_be_read_from_other_sites():
    assert headers_of(**{"Access-Control-Allow-Origin": "*"})["Cross-Origin-Resource-Policy"] == "cross-origin"
