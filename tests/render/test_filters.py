"""Labels cut to length."""

from generator.render.filters import clip


def test_labels_are_cut_between_words() -> None:
    assert clip("General Syed Asim Munir Ahmed Shah", 20) == "General Syed Asim…"
    assert clip("Short", 20) == "Short"
    assert len(clip("x" * 400, 20)) == 20
