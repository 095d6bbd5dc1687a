"""Which places and flows of a data map must change for it to comply, and what can take their place."""
