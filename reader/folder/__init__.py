"""The user's files, read and never written: walk, front matter, one file to an Article."""
