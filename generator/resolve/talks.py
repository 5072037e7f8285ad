"""What a meeting was about, in the words of the sentence that reports it."""

import re

_TRIGGER = re.compile(
    r"\b(?:(?:to|also|further|and|they|sides|leaders|he|she|two|both|officials|ministers) discuss(?:ed)?"
    r"|discussing|discussions? (?:on|about|over|(?:was |were )?(?:cent(?:er|re)d|focus(?:s?ed)) on)"
    r"|(?:talks|talked|spoke|conferred|meeting) (?:on|about|over)(?! (?:the )?(?:phone|telephone)\b)"
    r"|focus(?:s?ed|s?ing) on|exchang(?:ed|ing) views (?:on|about))\s+[“\"]?",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.;:”\"(]|\s[–—]|,? (?:with|than|during|when|while|after|before|ahead of|at a|at the|in a|on the sidelines)\b"
    r"|, (?:who|which|where|the|according|including|as)\b"
)
_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b|\d",
    re.IGNORECASE,
)
_LEAST, _MOST = 8, 160  # characters of what was talked about; a longer one is a whole sentence and tells too much


def about(sentence: str) -> tuple[int, int] | None:
    """Find the words that say what was talked about, as half-open offsets in the sentence, or None.

    They follow "to discuss", "talks on" and the like, and end where the clause does. "Talks on Tuesday" name a day.
    """
    for trigger in _TRIGGER.finditer(sentence):
        start = trigger.end()
        end = _END.search(sentence, start)
        stop = end.start() if end else len(sentence)
        text = sentence[start:stop].rstrip(" ,")
        if _LEAST <= len(text) <= _MOST and not _DAY.match(text):
            return start, start + len(text)
    return None
