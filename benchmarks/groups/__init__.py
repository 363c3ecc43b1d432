"""Rules of agreement on synthetic groups of people who were not trained on."""
