"""Scorers: how predictions are compared with gold files of published formats."""
