"""The crisis record: scenarios, events, versions, the log, and what the municipality set up in peace time."""

from crisis.models.book import CrisisBook
from crisis.models.duty import DutyPerson
from crisis.models.event import CrisisEvent
from crisis.models.log import CrisisLogEntry
from crisis.models.numbers import CrisisNumber, CrisisNumberText, NationalChannel, NationalChannelText
from crisis.models.report import DrillCheck, DrillReport
from crisis.models.scenario import Scenario, ScenarioText
from crisis.models.self_test import Visibility
from crisis.models.settings import CrisisSettings
from crisis.models.version import CrisisVersion

__all__ = [
    "CrisisBook",
    "CrisisEvent",
    "CrisisLogEntry",
    "CrisisNumber",
    "CrisisNumberText",
    "CrisisSettings",
    "CrisisVersion",
    "DrillCheck",
    "DrillReport",
    "DutyPerson",
    "NationalChannel",
    "NationalChannelText",
    "Scenario",
    "ScenarioText",
    "Visibility",
]
