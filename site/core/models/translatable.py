"""Bases for everything that wagtail-localize translates besides pages."""

from django.db import models
from wagtail.models import Orderable, TranslatableMixin


class TranslatableSnippet(TranslatableMixin, models.Model):
    """A snippet with one row a language, tied together by `translation_key`."""

    class Meta(TranslatableMixin.Meta):
        abstract = True


class TranslatableChild(TranslatableMixin, Orderable):
    """An ordered inline child that keeps its identity from save to save and language to language."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
