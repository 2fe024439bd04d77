"""Broadsheet: a desktop reader for a folder of news. CONTRIBUTING.md shows the rooms."""

__version__ = "0.1.0"
