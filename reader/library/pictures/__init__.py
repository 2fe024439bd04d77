"""pictures.db: what the picture cache holds."""
