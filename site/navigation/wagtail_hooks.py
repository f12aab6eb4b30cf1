"""What the app adds to the admin."""

from wagtail.snippets.models import register_snippet

from navigation.viewsets import NavigationViewSetGroup

register_snippet(NavigationViewSetGroup)
