"""Rules about encryption."""
