"""Make the texts of some service pages of a demo longer and print what the meter says of them, as JSON.

Run with the settings of a copy of the demo: python -m tests.browser.lengthen.
"""

import json
import sys

import django

django.setup()

from services.a4 import fullness  # noqa: E402
from services.models import ServicePage  # noqa: E402

PAGES = 12
LONG = ("conditions", "special_cases", "what_you_get", "rights_and_duties", "guarantee")


def lengthen(page, times):
    """Repeat one text after the other, so many times in all; one in three also gets every step twice."""
    filled = [name for name in LONG if getattr(page, name)]
    for number in range(times):
        name = filled[number % len(filled)]
        setattr(page, name, getattr(page, name) * 2)
    if times % 3 == 0:
        page.procedure = [(block.block_type, block.value) for block in page.procedure] * 2
    page.save_revision().publish()


def main():
    rows = []
    for number, page in enumerate(ServicePage.objects.filter(locale__language_code="sv").order_by("slug")[:PAGES]):
        lengthen(page, number % 6)
        page = ServicePage.objects.get(pk=page.pk)
        rows.append({"path": page.get_url(), "fullness": fullness(page)})
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main()
