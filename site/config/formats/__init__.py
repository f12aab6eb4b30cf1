"""Dates and numbers as people here write them, where Django's own formats differ (FORMAT_MODULE_PATH)."""
