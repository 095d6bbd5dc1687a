"""The data map: which data is where, under which law, and what follows from that."""
