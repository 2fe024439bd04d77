"""Colours, type, icons, and the words for dates and counts."""
