"""What the bot does in one turn, by topic: functions over loaded facts that collect effects and replies."""
