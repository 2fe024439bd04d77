"""Text in, text out, no I/O: policy, sanitize, urls, plain text, Markdown, the page shown."""
