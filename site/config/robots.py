"""What programs that read the web ask for: robots.txt, sitemap.xml, opensearch.xml."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from core.addresses import absolute
from search.addresses import search_url

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
SITEMAP_FIELDS = ("url_path", "path", "depth", "translation_key", "last_published_at", "content_type", "locale")
SHORT_NAME = 16  # characters, by the OpenSearch specification

register_namespace("xhtml", XHTML)


def _xml(root: Element, content_type: str) -> HttpResponse:
    return HttpResponse(tostring(root, encoding="utf-8", xml_declaration=True), content_type=content_type)


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Say what crawlers may leave alone, and where the list of pages is."""
    closed = ["/admin/", "/accounts/", *(search_url(code) for code in settings.MUNICIPALITY.languages)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in dict.fromkeys(closed))]
    lines += ["", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Send those who ask for the icon at its old address to the one that pages name."""
    return HttpResponseRedirect(static("img/favicon.svg"))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every page that the public may read, each with its translations."""
    translations: dict[object, dict[str, str]] = {}
    listed = []
    for page in _public_pages():
        url = page.get_url()
        if url:
            listed.append((page, absolute(url)))
            translations.setdefault(page.translation_key, {})[page.locale.language_code] = absolute(url)
    root = Element("urlset", {"xmlns": SITEMAP})
    for page, url in listed:
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = url
        if page.last_published_at:
            SubElement(entry, "lastmod").text = page.last_published_at.isoformat(timespec="seconds")
        _alternates(entry, translations[page.translation_key])
    return _xml(root, "application/xml; charset=utf-8")


def _public_pages() -> Iterable[Page]:
    """Return the published pages under the sites' home pages, without those behind a sign-in."""
    roots = tuple(root.root_path for root in Site.get_site_root_paths())
    pages = Page.objects.live().public().filter(depth__gt=1).select_related("locale").only(*SITEMAP_FIELDS)
    return (page for page in pages.order_by("path") if page.url_path.startswith(roots))


def _alternates(entry: Element, urls: dict[str, str]) -> None:
    if len(urls) < 2:
        return
    default = urls.get(settings.LANGUAGE_CODE)
    for code, url in [*urls.items(), *([("x-default", default)] if default else [])]:
        SubElement(entry, f"{{{XHTML}}}link", {"rel": "alternate", "hreflang": code, "href": url})


@require_safe
def opensearch(request: HttpRequest, language: str) -> HttpResponse:
    """Tell browsers how to search the site in one language."""
    own = settings.MUNICIPALITY
    root = Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    SubElement(root, "ShortName").text = own.short_name[:SHORT_NAME]
    SubElement(root, "LongName").text = own.name_in(language)[:48]
    with override(language):
        SubElement(root, "Description").text = _("Search the website of %(name)s") % {"name": own.name_in(language)}
    template = f"{absolute(search_url(language))}?q={{searchTerms}}"
    SubElement(root, "Url", {"type": "text/html", "method": "get", "template": template})
    myself = absolute(reverse(f"opensearch-{language}"))
    kind = "application/opensearchdescription+xml"
    SubElement(root, "Url", {"type": kind, "rel": "self", "template": myself})
    SubElement(root, "Image", {"type": "image/svg+xml"}).text = absolute(static("img/favicon.svg"))
    SubElement(root, "Language").text = language
    SubElement(root, "InputEncoding").text = "UTF-8"
    SubElement(root, "OutputEncoding").text = "UTF-8"
    return _xml(root, f"{kind}; charset=utf-8")
