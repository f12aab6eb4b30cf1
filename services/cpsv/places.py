"""Where imported services go in the page tree: a category in each language."""

import uuid
from dataclasses import dataclass, field

from anyascii import anyascii
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from services.cpsv.report import ImportRefused
from services.models import ServiceCategoryPage, ServiceIndexPage

# The category for imported services is one and the same in every language and at every import.
IMPORTED = uuid.UUID("7d2f8a76-3f0c-4c53-9f0c-5f9b5b1e6a01")
MAX_SLUG = 200


@dataclass
class Places:
    """Finds the category for a language; makes the draft one for imports when no other was asked for."""

    slug: str = ""
    found: dict[str, ServiceCategoryPage] = field(default_factory=dict)

    def category(self, locale: Locale) -> ServiceCategoryPage:
        """Return the category of a language; ImportRefused when there is no place for one."""
        code = locale.language_code
        if code not in self.found:
            self.found[code] = self._chosen(locale) if self.slug else self._imported(locale)
        return self.found[code]

    def _chosen(self, locale: Locale) -> ServiceCategoryPage:
        keys = list(ServiceCategoryPage.objects.filter(slug=self.slug).values_list("translation_key", flat=True))
        if not keys:
            raise ImportRefused(_("there is no service category %(slug)s") % {"slug": self.slug})
        category = ServiceCategoryPage.objects.filter(translation_key__in=keys, locale=locale).order_by("path").first()
        if category is None:
            words = _("the service category %(slug)s has no page in the language %(code)s; translate it first")
            raise ImportRefused(words % {"slug": self.slug, "code": locale.language_code})
        return category

    def _imported(self, locale: Locale) -> ServiceCategoryPage:
        category = ServiceCategoryPage.objects.filter(translation_key=IMPORTED, locale=locale).first()
        if category is not None:
            return category
        index = ServiceIndexPage.objects.filter(locale=locale).order_by("path").first()
        if index is None:
            words = _("there is no page of services by category in the language %(code)s to put services under")
            raise ImportRefused(words % {"code": locale.language_code})
        with override(locale.language_code):
            title, introduction = _("Imported services"), _("Services from other systems, to be checked and moved.")
        category = ServiceCategoryPage(
            title=title, slug=free_slug(index, title), introduction=introduction, icon="document",
            locale=locale, translation_key=IMPORTED, live=False, has_unpublished_changes=True,
        )  # fmt: skip
        index.add_child(instance=category)
        log(instance=category, action="wagtail.create")
        category.save_revision(log_action=True)
        return category


def free_slug(parent: Page, title: str) -> str:
    """Return an address for a page that no other page beside it has."""
    base = slugify(anyascii(title))[:MAX_SLUG].strip("-") or "service"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
