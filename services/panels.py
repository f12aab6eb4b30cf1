"""The edit view of a service page, in the order an editor thinks: what, how, money and time, rights, finding."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)

from pages.models import BasePage
from services.length_panel import PageLengthPanel

_content = [
    TitleFieldPanel("title"),
    FieldPanel("introduction"),
    PageLengthPanel(),
    MultiFieldPanel(
        [
            FieldPanel("target_group"),
            FieldRowPanel(
                [
                    FieldPanel("for_residents"),
                    FieldPanel("for_businesses"),
                    FieldPanel("for_associations"),
                    FieldPanel("for_press"),
                ]
            ),
        ],
        heading=_("Who it is for"),
    ),
    FieldPanel("conditions"),
    FieldPanel("before_you_start"),
    FieldPanel("procedure"),
    FieldPanel("what_you_get"),
    FieldPanel("special_cases"),
    FieldPanel("channels"),
    FieldPanel("map_url"),
]

_terms = [
    MultiFieldPanel([FieldPanel("is_free"), FieldPanel("fees"), FieldPanel("fees_note")], heading=_("Fee")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("processing_min"), FieldPanel("processing_max"), FieldPanel("processing_unit")]),
            FieldPanel("processing_note"),
        ],
        heading=_("Processing time"),
    ),
    FieldPanel("deadlines"),
    MultiFieldPanel([FieldPanel("availability"), FieldPanel("availability_reason")], heading=_("Availability")),
    MultiFieldPanel(
        [
            FieldPanel("guarantee"),
            FieldPanel("rights_and_duties"),
            FieldPanel("appeal"),
            FieldPanel("appeal_weeks"),
            FieldPanel("laws"),
        ],
        heading=_("Promises, rights and rules"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("provider_level"),
            FieldPanel("provider_name"),
            FieldPanel("provider_url"),
            FieldPanel("desk_help"),
        ],
        heading=_("Provided by somebody else"),
    ),
]

_finding = [
    *BasePage.promote_panels,
    FieldPanel("subject_words"),
    FieldPanel("synonyms"),
    FieldPanel("related"),
]

service_edit_handler = TabbedInterface(
    [
        ObjectList(_content, heading=_("The service")),
        ObjectList(_terms, heading=_("Fee, time and rights")),
        ObjectList(_finding, heading=_("Finding it")),
        ObjectList(BasePage.settings_panels, heading=_("Responsible unit and publishing")),
    ]
)
