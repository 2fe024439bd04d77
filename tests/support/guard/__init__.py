"""The loopback guard. This folder stands on PYTHONPATH of every child, for sitecustomize.py."""
