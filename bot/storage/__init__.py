"""Storage of what people said and what the bot owes them."""
