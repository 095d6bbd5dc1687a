"""Rules about who can reach things."""
