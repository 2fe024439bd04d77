"""Which folder is open, and what changes in it: its front door is controller."""
