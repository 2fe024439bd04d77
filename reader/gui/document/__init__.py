"""The article as a QTextDocument: built, formatted, cut into pieces, copied from."""
