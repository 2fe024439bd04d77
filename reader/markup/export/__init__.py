"""Pages written as Markdown, XHTML, books."""
