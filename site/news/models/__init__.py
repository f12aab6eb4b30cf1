"""News pages and their list."""

from news.models.news import NewsIndexPage, NewsPage

__all__ = ["NewsIndexPage", "NewsPage"]
