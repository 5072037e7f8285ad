"""XML as files have it: declared, in UTF-8, and closed with a line end."""

import xml.etree.ElementTree as ET


def document(root: ET.Element) -> bytes:
    """Write a document; the same elements give the same bytes."""
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"
