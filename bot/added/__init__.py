"""Films that whoever runs the bot adds to the catalogue, and films that people asked for in vain."""
