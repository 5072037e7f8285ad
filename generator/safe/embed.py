"""JSON that may stand inside a page: whatever it says, it cannot end the element that holds it."""

_SIGNS = tuple((sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "<>&\u2028\u2029")


def embedded(json: bytes) -> bytes:
    """Write the signs that mean something to HTML or to old scripts as JSON's own escapes; the value stays the same.

    They can only stand inside strings of JSON, where an escape is as good as the sign.
    """
    for sign, escaped in _SIGNS:
        json = json.replace(sign, escaped)
    return json
