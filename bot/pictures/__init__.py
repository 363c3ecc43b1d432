"""Pictures of what the bot knows: plain data in, PNG bytes out. They know no chat, model or language."""
