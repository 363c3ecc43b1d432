"""A walk through the bot: every button that comes into view is pressed, over HTTP."""
