"""An article's HTML made into the page that is shown."""
