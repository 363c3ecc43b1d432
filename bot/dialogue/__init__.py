"""What the bot understands, decides and says: pure functions over plain data."""
