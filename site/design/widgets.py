"""Form controls that look and behave like the design system's, without script."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DateGroup(forms.MultiWidget):
    """A date in three short fields (day, month, year), easier to type than to pick."""

    template_name = "widgets/date_group.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts = {"day": 2, "month": 2, "year": 4}
        super().__init__(
            {name: forms.TextInput({"inputmode": "numeric", "size": size}) for name, size in parts.items()}, attrs
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each part its own label."""
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], (_("Day"), _("Month"), _("Year")), strict=True):
            part["label"] = label
        return context

    def decompress(self, value: datetime.date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateGroupField(forms.MultiValueField):
    """A date typed as day, month and year; blanks around the numbers are forgiven."""

    widget = DateGroup
    default_error_messages = {"invalid": _("Write a date that exists, for example 27 3 2027.")}

    def __init__(self, **kwargs: Any) -> None:
        fields = tuple(forms.CharField(max_length=8) for _part in range(3))
        super().__init__(fields, **kwargs)

    def compress(self, data_list: list[str]) -> datetime.date | None:
        if not data_list:
            return None
        try:
            day, month, year = (int(part) for part in data_list)
            return datetime.date(year, month, day)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
