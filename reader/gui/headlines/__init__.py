"""The list of headlines: its front door is pane.ListPane."""
