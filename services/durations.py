"""Lengths of time for machines (ISO 8601), in the parts that xsd:duration allows: no weeks, no working days."""

DAYS_A_WEEK = 7
WORKING_DAYS_A_WEEK = 5


def iso_duration(number: int, unit: str) -> str:
    """Return days or months; ten working days are fourteen days."""
    if unit == "months":
        return f"P{number}M"
    if unit == "weeks":
        return f"P{number * DAYS_A_WEEK}D"
    if unit == "working_days":
        weeks, days = divmod(number, WORKING_DAYS_A_WEEK)
        return f"P{weeks * DAYS_A_WEEK + days}D"
    return f"P{number}D"
