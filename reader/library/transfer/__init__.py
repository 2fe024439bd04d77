"""Statuses to and from other machines."""
