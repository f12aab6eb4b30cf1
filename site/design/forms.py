"""What every form of the site does: no browser bubbles, faults listed first, optional fields say so."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.utils.translation import gettext_lazy as _


class AccessibleFormMixin:
    """Put before Form or ModelForm; `{% crispy form %}` then shows fields and one button.

    `uses_csrf_cookie` is off on public forms, which carry a one-time key instead (architecture D16).
    """

    use_required_attribute = False
    submit_label: Any = _("Send")
    uses_csrf_cookie = False

    @property
    def helper(self) -> FormHelper:
        """Return how crispy-forms writes this form."""
        helper = FormHelper()
        helper.disable_csrf = not self.uses_csrf_cookie
        helper.attrs = {"novalidate": True}
        helper.form_class = "form"
        helper.add_input(Submit("", self.submit_label))
        return helper
