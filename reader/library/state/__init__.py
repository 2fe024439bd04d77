"""state.db: what the person did."""
