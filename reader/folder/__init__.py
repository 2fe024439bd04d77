"""The user's files, read and never written: walk, compare, front matter, one file to an Article."""
