"""Rules about capability."""
