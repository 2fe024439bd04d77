"""What made a folder: the kinds of sites, and what follows for articles, pictures and links."""
