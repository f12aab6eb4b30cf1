"""Images and documents with what accessibility and copyright ask for."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index


class TorgetImage(AbstractImage):
    """An image is either described in words or said to be decoration; its maker is named.

    `description` is in the first language, `descriptions` holds the others by language code.
    """

    descriptions = models.JSONField(_("Descriptions in other languages"), default=dict, blank=True)
    is_decorative = models.BooleanField(
        _("Decoration only"),
        default=False,
        help_text=_("Tick when the picture adds no information. Screen readers then pass over it."),
    )
    credit = models.CharField(_("Photographer or illustrator"), max_length=120, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """Return the alternative text in the current language, else in the first; empty for decoration."""
        return "" if self.is_decorative else self._own_words() or self.description

    @property
    def alt_language(self) -> str:
        """Return the language of the alternative text when it is not the current one, else nothing."""
        own = not self.default_alt_text or self._own_words() or get_language() == settings.LANGUAGE_CODE
        return "" if own else settings.LANGUAGE_CODE

    def _own_words(self) -> str:
        return self.descriptions.get(get_language() or settings.LANGUAGE_CODE, "")

    def clean(self) -> None:
        """Ask for a description unless the picture is decoration."""
        super().clean()
        if not self.is_decorative and not self.description.strip():
            message = _("Describe the picture in words, or tick that it is decoration only.")
            raise ValidationError({"description": message})


class TorgetRendition(AbstractRendition):
    """An image in one size."""

    image = models.ForeignKey(TorgetImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]


def _default_language() -> str:
    return settings.LANGUAGE_CODE


class TorgetDocument(AbstractDocument):
    """A file to download: which language it is in, and whether screen readers can follow it."""

    language = models.CharField(_("Language"), max_length=10, default=_default_language)
    is_tagged_pdf = models.BooleanField(
        _("Accessible PDF"),
        default=False,
        help_text=_("Tick when the PDF is tagged so that screen readers can follow it."),
    )

    admin_form_fields = ("title", "file", "language", "is_tagged_pdf", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
