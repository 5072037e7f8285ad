"""What is shown on a terminal, and what a terminal would obey."""


def plain(text: str) -> str:
    """Escape what a terminal would obey rather than show; names of files and people come from strangers."""
    return "".join(
        character if character.isprintable() or character == "\t" else character.encode("unicode_escape").decode()
        for character in text
    )
