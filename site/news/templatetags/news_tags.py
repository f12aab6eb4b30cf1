"""What templates ask about news."""

from django import template
from django.utils.safestring import SafeString

from core.structured_data import script
from news.models import NewsPage
from news.structured_data import news_data as data_of_news

register = template.Library()


@register.simple_tag
def news_data(page: NewsPage) -> SafeString:
    """Return the page's article for search engines."""
    return script(data_of_news(page))
