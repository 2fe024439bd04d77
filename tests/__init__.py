"""Tests, mirroring reader/; what they share stands in conftest.py and support/."""
