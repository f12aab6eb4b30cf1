"""What the app adds to the admin."""

from wagtail.snippets.models import register_snippet

from people.viewsets import PeopleViewSetGroup

register_snippet(PeopleViewSetGroup)
