"""Broadsheet: a desktop reader for a folder of news. ARCHITECTURE.md shows the rooms."""

__version__ = "0.2.0.dev0"
