"""Folders, sources and views beside the list."""
