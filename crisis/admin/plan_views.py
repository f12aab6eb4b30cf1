"""The crisis plan for the printer."""

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View

from crisis.admin.access import crisis_staff_only
from crisis.plan import make_plan


@method_decorator(crisis_staff_only, name="dispatch")
class PlanView(View):
    """Makes it anew each time, in the language of who asks; what could not be printed stands on its first page."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Give it as a file: it holds private telephone numbers, so no cache keeps it."""
        made = make_plan(get_language() or "")
        return HttpResponse(
            made.pdf,
            content_type="application/pdf",
            headers={"Content-Disposition": 'inline; filename="crisis-plan.pdf"', "Cache-Control": "private, no-store"},
        )
