"""Articles on paper and in files."""
