"""Folder to library, and one article to one page: child processes of the window."""
