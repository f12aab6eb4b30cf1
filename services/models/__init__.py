"""Service pages and the pages that lead to them."""

from services.models.audience import AudiencePage
from services.models.index import AlphabeticalIndexPage, ServiceCategoryPage, ServiceIndexPage
from services.models.package import ServicePackageIndexPage, ServicePackagePage
from services.models.service import ServicePage

__all__ = [
    "AlphabeticalIndexPage",
    "AudiencePage",
    "ServiceCategoryPage",
    "ServiceIndexPage",
    "ServicePackageIndexPage",
    "ServicePackagePage",
    "ServicePage",
]
