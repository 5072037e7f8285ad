"""From the briefing to pages: which there are, where they stand, and what each one says. One module for each kind."""

from generator.pages.plan import PAGE_KINDS, faults, pieces, plan

__all__ = ["PAGE_KINDS", "faults", "pieces", "plan"]
