"""The main window: it puts the panes together with those that fill them. Front door: window."""
