"""Markdown turned into HTML."""
