"""Data blocks inside a page: text that HTML must not escape, and that must not escape from HTML."""

from markupsafe import Markup

from generator.safe.embed import embedded


def data_block(json: str) -> Markup:
    """Make JSON fit to stand in ``<script type="application/ld+json">``, where ``&quot;`` would be six characters."""
    return Markup(embedded(json.encode()).decode())  # noqa: S704  # no sign is left that HTML gives a meaning to in a script
