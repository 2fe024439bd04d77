"""Pictures as bytes; the only network code."""
