"""index.db: articles and full text."""
