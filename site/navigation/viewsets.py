"""Footer and social media in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from navigation.models import Footer, SocialMediaAccount


class FooterViewSet(SnippetViewSet):
    """The footer, one a language."""

    model = Footer
    icon = "list-ul"
    menu_label = _("Footer")
    list_display = ["__str__", "text"]
    list_filter = ["locale"]
    list_export = ["locale", "text"]
    search_fields = ["text"]


class SocialMediaViewSet(SnippetViewSet):
    """The municipality's accounts on other platforms."""

    model = SocialMediaAccount
    icon = "globe"
    menu_label = _("Social media")
    list_display = ["name", "platform", "url", "in_footer"]
    list_filter = ["platform", "in_footer"]
    list_export = ["name", "platform", "url", "in_footer"]
    search_fields = ["name", "url"]
    ordering = ["sort_order"]


class NavigationViewSetGroup(SnippetViewSetGroup):
    """One menu entry for what stands on every page."""

    items = (FooterViewSet, SocialMediaViewSet)
    menu_icon = "site"
    menu_label = _("Footer and social media")
    menu_order = 260
