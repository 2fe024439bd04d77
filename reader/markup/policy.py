"""What an article may hold, as data: read it in a minute, change it here alone.

Bounds are far above every real article and far below what stalls the parsers and Qt behind them.
"""

MAX_CHARACTERS = 4_000_000
"""Of one body; what is behind is cut."""

MAX_MARKDOWN = 500_000
"""Characters that go through the Markdown parser; a longer body is taken as plain paragraphs."""

MAX_MARKS = 50_000
"""Characters that mean something to Markdown in one body: each costs the parser far more."""

MAX_REFERENCES = 1_000_000
"""Characters of addresses and titles that one Markdown body's references may expand to."""
