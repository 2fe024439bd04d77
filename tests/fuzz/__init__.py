"""Fuzzing: seeded inputs without end for everything that reads what strangers wrote.

`python -m tests.fuzz TARGET [--inputs N] [--seconds S] [--seed K]` runs one target as long as one
likes, in a child process: an input that hangs or ends it is caught, saved, and passed over.
"""
