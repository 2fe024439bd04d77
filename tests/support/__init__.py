"""What tests share: the loopback guard, the noise check, self-made pictures and their server."""
