"""Icons, pictures, the municipality's name, and small helps for form templates."""

from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from design.icons import icon_svg
from design.photos import photo_html

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon as decoration: `{% icon "search" %}`."""
    return icon_svg(name or "")


@register.simple_tag
def photo(image: Any, spec: str = "width-800", **attributes: str) -> SafeString:
    """Show a picture: `{% photo page.image "width-800" class="card__picture" %}`; `alt=""` when it only decorates."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return photo_html(image, int(spec.removeprefix("width-")), named)


@register.simple_tag
def municipality() -> Any:
    """Return the municipality of this installation: name, telephone, email, addresses, logo."""
    return settings.MUNICIPALITY


@register.simple_tag
def municipality_name() -> str:
    """Return the municipality's name as written in the current language."""
    return settings.MUNICIPALITY.name_in(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def control(field: BoundField, **attributes: str) -> SafeString:
    """Draw a field's control with the design system's class, beside the classes that a layout gave it."""
    classes = " ".join(filter(None, ["ds-input", field.field.widget.attrs.get("class")]))
    return field.as_widget(attrs={"class": classes, **attributes})


@register.filter
def is_group(field: BoundField) -> bool:
    """Say whether a field is several controls under one legend (choices, parts of a date)."""
    return bool(field.field.widget.use_fieldset)


@register.filter
def is_toggle(field: BoundField) -> bool:
    """Say whether a field is one checkbox, whose label stands after it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not is_group(field)


@register.filter
def first_control(field: BoundField) -> str:
    """Return the id that a link to this field leads to: its first control."""
    if not is_group(field):
        return field.id_for_label or field.auto_id
    first = next(iter(field.subwidgets), None)
    if first is None:
        return field.auto_id
    parts = first.data.get("subwidgets")
    return parts[0]["attrs"]["id"] if parts else first.data["attrs"]["id"]
