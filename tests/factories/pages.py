"""Pages for tests: published below a parent, in its language."""

from typing import Any

import factory
from wagtail.models import Page

from news.models import NewsIndexPage, NewsPage
from pages.models import ContentPage, UnitIndexPage, UnitPage
from services.models import (
    AlphabeticalIndexPage,
    AudiencePage,
    ServiceCategoryPage,
    ServiceIndexPage,
    ServicePackageIndexPage,
    ServicePackagePage,
    ServicePage,
)


class PageFactory(factory.django.DjangoModelFactory):
    """`parent=` says where; without it the page is only built."""

    title = factory.Sequence(lambda number: f"Sida {number}")
    slug = factory.Sequence(lambda number: f"sida-{number}")
    introduction = "En mening som berättar vad sidan ger."

    class Meta:
        abstract = True
        model = Page

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, parent: Page | None = None, **kwargs: Any) -> Page:
        if parent is None:
            return model_class(**kwargs)
        kwargs.setdefault("locale", parent.locale)
        page = Page.objects.get(pk=parent.pk).add_child(instance=model_class(**kwargs))
        parent.refresh_from_db()
        return page


class ContentPageFactory(PageFactory):
    class Meta:
        model = ContentPage


class ServiceIndexPageFactory(PageFactory):
    title, slug = "Tjänster", "tjanster"

    class Meta:
        model = ServiceIndexPage


class AlphabeticalIndexPageFactory(PageFactory):
    title, slug = "Tjänster A-Ö", "a-o"

    class Meta:
        model = AlphabeticalIndexPage


class ServiceCategoryPageFactory(PageFactory):
    class Meta:
        model = ServiceCategoryPage


class ServicePageFactory(PageFactory):
    class Meta:
        model = ServicePage


class ServicePackageIndexPageFactory(PageFactory):
    class Meta:
        model = ServicePackageIndexPage


class ServicePackagePageFactory(PageFactory):
    class Meta:
        model = ServicePackagePage


class AudiencePageFactory(PageFactory):
    audience = "businesses"

    class Meta:
        model = AudiencePage


class NewsIndexPageFactory(PageFactory):
    title, slug = "Nyheter", "nyheter"

    class Meta:
        model = NewsIndexPage


class NewsPageFactory(PageFactory):
    class Meta:
        model = NewsPage


class UnitIndexPageFactory(PageFactory):
    class Meta:
        model = UnitIndexPage


class UnitPageFactory(PageFactory):
    class Meta:
        model = UnitPage
