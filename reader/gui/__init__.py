"""All of Qt. Panes never import each other: they talk through the session."""
