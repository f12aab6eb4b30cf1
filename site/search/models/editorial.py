"""What editors tell the search: words that mean the same, and what to show first."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

MOST_WORDS = 40  # of one group


def language_choices() -> list[tuple[str, str]]:
    """Return the site's languages, so that migrations do not depend on municipality.toml."""
    return list(settings.LANGUAGES)


def split_words(text: str) -> list[str]:
    """Return the words or phrases of a comma-separated list, each once."""
    phrases = (" ".join(phrase.split()) for phrase in text.replace("\n", ",").replace(";", ",").split(","))
    return list(dict.fromkeys(phrase for phrase in phrases if phrase))


class SearchSynonym(models.Model):
    """A group of words; who searches for one of them finds pages with any of them."""

    language = models.CharField(_("Language"), max_length=10, choices=language_choices)
    words = models.TextField(
        _("Words that mean the same"),
        max_length=1000,
        help_text=_("Separate them with commas, for example: rubbish, waste, bins. A phrase of several words is fine."),
    )
    updated_at = models.DateTimeField(_("Changed"), auto_now=True)

    panels = [FieldPanel("language"), FieldPanel("words")]

    class Meta:
        verbose_name = _("search synonym")
        verbose_name_plural = _("search synonyms")
        ordering = ["language", "words"]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Keep the words in one tidy line; a group needs at least two."""
        words = split_words(self.words)
        if len(words) < 2:
            raise ValidationError({"words": _("Write at least two words, separated by commas.")})
        if len(words) > MOST_WORDS:
            raise ValidationError({"words": _("Write at most %(number)d words.") % {"number": MOST_WORDS}})
        self.words = ", ".join(words)


class PromotedResult(models.Model):
    """A page that stands first when people search for certain words."""

    language = models.CharField(_("Language"), max_length=10, choices=language_choices)
    query = models.CharField(
        _("What people search for"),
        max_length=300,
        help_text=_("Several searches are separated by commas. Endings do not matter: permit also covers permits."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("Page to show first"),
        help_text=_("It is shown only while it is published."),
    )
    position = models.PositiveSmallIntegerField(
        _("Order"), default=1, help_text=_("The lowest number stands first when several pages are promoted.")
    )
    updated_at = models.DateTimeField(_("Changed"), auto_now=True)

    panels = [FieldPanel("language"), FieldPanel("query"), FieldPanel("page"), FieldPanel("position")]

    class Meta:
        verbose_name = _("promoted search result")
        verbose_name_plural = _("promoted search results")
        ordering = ["language", "query", "position"]
        constraints = [
            models.UniqueConstraint(fields=["language", "query", "page"], name="one_promotion_a_query_and_page")
        ]

    def __str__(self) -> str:
        return self.query

    def clean(self) -> None:
        """The page must be in the language of the search, or it would never be found."""
        self.query = ", ".join(split_words(self.query))
        if not self.query:
            raise ValidationError({"query": _("Write at least one word.")})
        if self.page_id and self.page.locale.language_code != self.language:
            raise ValidationError({"page": _("Choose a page in the same language as the search.")})
