"""From pages to bytes: the theme is found, its templates are filled, editors' notes made safe. The only Jinja2."""

from generator.render.page import PAGE, RenderContext, assets, body, context, glance, plain
from generator.render.theme import Theme, load, shipped

__all__ = ["PAGE", "RenderContext", "Theme", "assets", "body", "context", "glance", "load", "plain", "shipped"]
