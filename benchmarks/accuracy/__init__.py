"""Accuracy against peers, each tuned on people that no reported figure is about."""
