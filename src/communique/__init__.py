"""Communiqué: from the public record of a country's diplomacy to a cited digest."""
