"""Runs stages, remembers what they made, and publishes files. Knows no word of the domain."""
