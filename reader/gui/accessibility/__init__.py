"""What screen readers are told beyond what Qt tells them; `screen_reader` is the front door."""
