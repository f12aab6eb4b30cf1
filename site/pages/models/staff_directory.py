"""The public staff directory."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.models.base import BasePage
from people.models import Employee

QUERY_LIMIT = 60


class StaffDirectoryPage(BasePage):
    """Who works with what; filtered by a name, a title or a subject."""

    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = _("People, their subjects and who stands in for them. Content comes from the staff directory.")

    class Meta:
        verbose_name = _("staff directory page")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        words = request.GET.get("q", "").replace("\x00", "")[:QUERY_LIMIT].strip()
        employees = Employee.objects.listed().with_details()
        for word in words.split()[:5]:
            employees = employees.filter(
                Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(title__icontains=word)
                | Q(subjects__icontains=word)
                | Q(words__title__icontains=word)
                | Q(words__subjects__icontains=word)
                | Q(unit__name__icontains=word)
            )
        return {"q": words, "employees": employees.distinct()}
