"""How fast things are beside the obvious other way, as ratios from one run."""
