"""What explains an article."""

from collections.abc import Iterator

from generator.build import Made
from generator.explain.lines import brief, counted, dated, quoted, short, some, spoken, why
from generator.nouns.article import Article


def told(article: Article, made: Made) -> Iterator[str]:
    """Tell what is known of an article, what was cut from it, and what was found in it and why."""
    yield f"{article.headline}: article ({article.id}), SHA-256 {article.digest}"
    if article.headline_derived:
        yield "  the source states no headline: this one was made from its first sentence"
    yield f"  outlet {article.outlet or 'unknown'}, agency {article.agency or 'none'}, " + (
        "by " + ", ".join(f"{one.name} ({one.kind})" for one in article.bylines) if article.bylines else "no byline"
    )
    yield f"  published {dated(article.published)}; updated {dated(article.updated)}"
    yield from some(
        (f"  cut, lines {cut.first_line}-{cut.last_line}: {cut.reason}: {short(cut.text)}" for cut in article.cuts), 40
    )
    account = made.corpus.accounts[article.id]
    for number, chain in enumerate(account.chains):
        owner = next(
            (a for a in made.findings.actors for c in a.chains if (c.article, c.chain) == (article.id, number)), None
        )
        rules = sorted({account.mentions[i].rule for i in chain.mentions if account.mentions[i].rule})
        yield (
            f"  {chain.kind} {chain.name!r}: {counted(len(chain.mentions), 'mention')}"
            + (f" joined by {', '.join(rules)}" if rules else "")
            + (f", is {owner.id}" if owner else ", not published as an actor")
        )
    yield from some((f"  {spoken(one, article.id, made)}" for one in account.quotes), 40)
    lines = [one.line for one in article.paragraphs]
    dates = (
        f"{lines[one.paragraph]}: {one.text!r}: {one.value or 'not reckoned'}: {one.reason}" for one in account.dates
    )
    yield from some((f"  date, line {one}" for one in dates), 40)
    yield from _topics(article, made)
    yield from _shared(article, made)
    for one in account.unlinked:
        yield f"  left unlinked, line {article.paragraphs[one.paragraph].line}: {one.text!r}: {one.reason}"
    for telling in made.findings.tellings:
        if article.id in telling.articles and len(telling.articles) > 1:
            yield f"  one account with {', '.join(a for a in telling.articles if a != article.id)}: {telling.reason}"
    yield from brief(made.briefing.articles.get(article.id))


def _topics(article: Article, made: Made) -> Iterator[str]:
    for passage in made.findings.passages:
        if passage.article == article.id:
            line = article.paragraphs[passage.paragraph].line
            for match in (*passage.matches, *passage.withheld):
                held = "" if match in passage.matches else "withheld: "
                reason = match.reason or "no reason given"
                yield f"  topic {match.topic}, line {line}: {match.score:.2f}: {held}{reason}"


def _shared(article: Article, made: Made) -> Iterator[str]:
    for story in made.findings.stories:
        shared = [locus for locus in story.loci if locus.article == article.id]
        if shared:
            others = ", ".join(sorted({locus.article for locus in story.loci} - {article.id}))
            origin = f", from {story.origin}" if story.origin else ""
            yield f"  shared with {others}: {why(story.evidence)}{origin}"
            yield from some(f"    {quoted(locus, made)}" for locus in shared)
