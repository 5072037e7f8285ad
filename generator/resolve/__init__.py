"""Joins what the articles say: who is who, who is called what, what is told twice, who met whom and when."""

from generator.resolve.dating import dated
from generator.resolve.findings import findings
from generator.resolve.rechain import judged

__all__ = ["dated", "findings", "judged"]
