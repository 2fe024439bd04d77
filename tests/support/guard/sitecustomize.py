"""Loaded by every Python process that a test starts: the guard holds there as well."""

import loopback_guard

loopback_guard.install()
