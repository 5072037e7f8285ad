"""From pages to bytes: the theme is found, its templates are filled, editors' notes made safe. The only Jinja2."""
