"""A news page for schema.org (NewsArticle)."""

from core.addresses import absolute, permanent
from core.structured_data import Thing, municipality
from news.models import NewsPage


def news_data(page: NewsPage) -> Thing:
    """Return an item of news; reads nothing but the page and its picture, which the page shows anyway."""
    language = page.locale.language_code
    url = absolute(page.get_url())
    publisher = municipality(language)
    return {
        "@type": "NewsArticle",
        "@id": permanent("news", page.translation_key),
        "headline": page.title,
        "description": page.introduction,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": language,
        "datePublished": page.published_on.isoformat(),
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "image": absolute(page.image.file.url) if page.image else None,
        "author": publisher,
        "publisher": publisher,
    }
