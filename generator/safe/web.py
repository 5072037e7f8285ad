"""Addresses on the web, as strangers give them."""

import re
from urllib.parse import urlsplit

_UNWANTED = re.compile(r"[\s<>\"'`\\\x00-\x20]")


def is_web(url: str) -> bool:
    """Tell an address that may be linked: http or https, a host, no user, a sane port."""
    if _UNWANTED.search(url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # no number, or no address at all
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc and port != 0
