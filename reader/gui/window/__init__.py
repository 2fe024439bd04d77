"""The main window: it puts the panes together."""
