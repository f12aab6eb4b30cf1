"""What roles may do with the whole site: pages, media, redirects, translations, settings."""

from accounts.roles import Grants, Role, RoleGrants

MEDIA = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
EDITING = Grants(
    permissions=("wagtail_localize.submit_translation",),
    pages=("add", "change", "lock"),
    collections=MEDIA,
)
PUBLISHING = Grants(
    permissions=("wagtail_localize.submit_translation", "wagtailredirects.*_redirect"),
    pages=("add", "change", "publish", "lock", "unlock"),
    collections=MEDIA,
)

ROLE_GRANTS: RoleGrants = {
    Role.EDITOR: EDITING,
    Role.SERVICE_DESIGNER: EDITING,
    Role.PUBLISHER: PUBLISHING,
    Role.ADMINISTRATOR: Grants(
        permissions=(
            "core.view_jobrun",
            "wagtail_localize.submit_translation",
            "wagtailredirects.*_redirect",
            "wagtailcore.*_locale",
            "wagtailcore.*_site",
            "wagtailcore.*_task",
            "wagtailcore.*_workflow",
        ),
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        collections=(*MEDIA, "wagtailimages.delete_image", "wagtaildocs.delete_document", "wagtailcore.*_collection"),
    ),
}
