"""Plain text: for the index, for labels, for a voice."""
