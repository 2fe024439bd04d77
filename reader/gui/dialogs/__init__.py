"""Small windows that ask or list: dates, problems, preferences, shortcuts, exchange of statuses."""
