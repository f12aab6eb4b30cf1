"""Scenarios for tests of crisis mode."""

from crisis.models import Scenario, ScenarioText

TEXTS = {
    "sv": ("Dricksvatten", "Koka dricksvattnet", "Vattnet i {where: hela Norrvik} är förorenat.", "Koka vattnet"),
    "nb": ("Drikkevann", "Kok drikkevannet", "Vannet i {where: hele Norrvik} er forurenset.", "Kok vannet"),
    "en": ("Drinking water", "Boil your drinking water", "The water in {where: all of Norrvik} is polluted.", "Boil"),
}


def make_scenario(key="drinking-water", *, level=3, languages=("sv", "nb", "en"), **fields):
    """Make a scenario with a text in each of these languages."""
    scenario = Scenario.objects.create(key=key, level=level, **fields)
    for tag in languages:
        name, headline, happened, do_now = TEXTS[tag]
        ScenarioText.objects.create(
            scenario=scenario, language=tag, name=name, headline=headline, happened=happened, do_now=do_now
        )
    return scenario
