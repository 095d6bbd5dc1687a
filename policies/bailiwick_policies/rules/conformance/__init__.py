"""Rules about the stack's data map."""
