"""How well messages are understood."""
