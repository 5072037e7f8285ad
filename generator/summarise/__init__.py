"""Chooses sentences, mends them so that they stand alone, and cites every word of them."""

from generator.summarise.briefing import briefing

__all__ = ["briefing"]
