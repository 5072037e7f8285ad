"""Who published an article, by the name that the site uses, and how much of it may be shown."""

from functools import cached_property

from generator.nouns.article import Article, Card
from generator.settings import Republish, Settings

_STRICTNESS: dict[Republish, int] = {"full": 0, "excerpts": 1, "none": 2}


class Press:
    """The outlets and agencies that the settings name."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def _agencies(self) -> dict[str, str]:
        return {word.casefold(): one.name for one in self.settings.outlets for word in (one.name, *one.match) if word}

    def agency(self, article: Article | Card) -> str:
        """Give the agency by the name that the site uses, with the one in the text in brackets."""
        known = self._agencies.get(article.agency.casefold(), article.agency)
        return known if known.casefold() == article.agency.casefold() else f"{known} ({article.agency})"

    def publisher(self, article: Article | Card) -> str:
        """Give the outlet, else the agency, else nothing."""
        return article.outlet or self.agency(article)

    def label(self, article: Article | Card) -> str:
        """Name an article in few words."""
        return self.publisher(article) or article.headline or article.id

    def republish(self, article: Article | Card) -> Republish:
        """Say how much of an article may be shown; where outlet and agency differ, the stricter rules."""
        names = {article.outlet.casefold(), self._agencies.get(article.agency.casefold(), "").casefold()} - {""}
        own = [one.republish for one in self.settings.outlets if one.republish and one.name.casefold() in names]
        return max(own, key=_STRICTNESS.__getitem__, default=self.settings.republish)
