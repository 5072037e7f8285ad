"""Random sites, and what may happen to them: edits as plain values, so that Hypothesis can shrink a sequence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from hypothesis import strategies as st

from tests.laws import vocabulary as v


@dataclass(frozen=True, kw_only=True)
class Text:
    """An article by numbers of the vocabulary. ``broken`` puts bytes into it that are no UTF-8."""

    headline: int = 0
    outlet: int = 0
    date: int = 0
    paragraphs: tuple[int, ...] = (0,)
    wire: bool = False
    draft: bool = False
    broken: bool = False

    def content(self, path: str) -> bytes:
        """Write it as its ending asks."""
        headline, outlet, date = v.HEADLINES[self.headline], v.OUTLETS[self.outlet], v.DATES[self.date]
        body = [v.PARAGRAPHS[number] for number in self.paragraphs] + list(v.WIRE if self.wire else ())
        if path.endswith(".md"):
            front = f"title: '{headline}'\noutlet: '{outlet}'\ndate: '{date}'\ndraft: {str(self.draft).lower()}\n"
            text = f"---\n{front}---\n\n" + "\n\n".join(body) + "\n"
        else:
            text = "\n\n".join(filter(None, (headline, ", ".join(filter(None, (outlet, date))), *body))) + "\n"
        return text.encode() + (b"\n\xff\xfe\x00 broken\n" if self.broken else b"")


@dataclass(frozen=True, kw_only=True)
class State:
    """All that a site is made from."""

    articles: Mapping[str, Text] = field(default_factory=dict)
    topics: tuple[int, ...] = ()
    settings: tuple[int, ...] = ()
    judgements: tuple[int, ...] = ()
    notes: Mapping[int, bool] = field(default_factory=dict)
    theme: Mapping[int, bool] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        """Give the site's input files."""
        found = {f"seeds/{path}": text.content(path) for path, text in self.articles.items()}
        lines = {v.SETTINGS[number].partition(":")[0]: v.SETTINGS[number] for number in self.settings}
        shown = [
            f"  - id: {key}\n    title: {title}\n    {more}"
            for key, title, more in map(v.TOPICS.__getitem__, self.topics)
        ]
        found["site.yaml"] = "\n".join([*lines.values(), *(["topics:", *shown] if shown else []), ""]).encode()
        if self.judgements:
            entries = [f"- {v.JUDGEMENTS[number]}\n  reason: It is so.\n" for number in self.judgements]
            found["content/judgements.yaml"] = "".join(entries).encode()
        for number, second in self.notes.items():
            path, text = v.NOTES[number]
            found[f"content/{path}"] = (text + (" Seen again." if second else "") + "\n").encode()
        for number, second in self.theme.items():
            path, one, other = v.THEMES[number]
            found[path] = (other if second else one).encode()
        return found


Build = Literal["build", "restart", "kill", "together", "none"]
"""How the site is built after an edit: by the same process, by a new one, by one that is killed and another after it,
by two at once, or not before the next edit."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One edit and the build after it. ``pick`` and ``what`` choose among what is there, whatever that is."""

    edit: str
    pick: int = 0
    what: int = 0
    build: Build = "build"
    jobs: int = 1
    moment: int = 0
    quiet: bool = False
    settled: bool = False


OF_ONE = ("paragraph", "delete", "rename", "swap", "headline", "date", "outlet", "wire", "draft", "broken")
OF_ALL = ("add", "topic", "topics", "setting", "judgement", "note", "theme", "store", "output", "move")
EDITS = ("nothing", *OF_ONE, *OF_ALL)


def after(state: State, step: Step) -> State:
    """Give the site after the step's edit; ``store``, ``output`` and ``move`` change no input."""
    pick, what = step.pick, step.what
    toggled = {
        "topic": ("topics", v.TOPICS),
        "setting": ("settings", v.SETTINGS),
        "judgement": ("judgements", v.JUDGEMENTS),
    }
    turned = {"note": ("notes", v.NOTES), "theme": ("theme", v.THEMES)}
    changes: dict[str, Any] = {}
    if step.edit in OF_ONE and state.articles:
        changes["articles"] = _edited(state.articles, step)
    elif step.edit == "add":
        fresh = Text(
            headline=what % len(v.HEADLINES),
            outlet=pick % len(v.OUTLETS),
            date=what % len(v.DATES),
            paragraphs=(pick % len(v.PARAGRAPHS), what % len(v.PARAGRAPHS)),
            wire=pick % 3 == 0,
        )
        changes["articles"] = {**state.articles, v.PATHS[pick % len(v.PATHS)]: fresh}
    elif step.edit == "topics":
        changes["topics"] = state.topics[::-1]
    elif step.edit in toggled:
        name, words = toggled[step.edit]
        changes[name] = _toggled(getattr(state, name), what % len(words))
    elif step.edit in turned:
        name, files = turned[step.edit]
        changes[name] = _turned(getattr(state, name), what % len(files))
    return replace(state, **changes)


def _edited(articles: Mapping[str, Text], step: Step) -> dict[str, Text]:
    """Change one article, or where it stands."""
    paths = sorted(articles)
    path, other = paths[step.pick % len(paths)], paths[step.what % len(paths)]
    text = articles[path]
    rest = {key: value for key, value in articles.items() if key != path}
    if step.edit == "delete":
        return rest
    if step.edit == "rename":
        return {**rest, v.PATHS[step.what % len(v.PATHS)]: text}
    if step.edit == "swap":
        return {**articles, path: articles[other], other: text}
    changes: dict[str, Any]
    if step.edit == "paragraph":
        at, (kind, number) = step.pick % (len(text.paragraphs) + 1), divmod(step.what, len(v.PARAGRAPHS))
        put = () if kind == 2 else (number,)
        changes = {"paragraphs": text.paragraphs[:at] + put + text.paragraphs[at + (kind > 0) :]}
    elif step.edit in {"wire", "draft", "broken"}:
        changes = {step.edit: not getattr(text, step.edit)}
    else:
        words = {"headline": v.HEADLINES, "date": v.DATES, "outlet": v.OUTLETS}[step.edit]
        changes = {step.edit: step.what % len(words)}
    return {**rest, path: replace(text, **changes)}


def _toggled(numbers: tuple[int, ...], number: int) -> tuple[int, ...]:
    return tuple(one for one in numbers if one != number) if number in numbers else (*numbers, number)


def _turned(versions: Mapping[int, bool], number: int) -> dict[int, bool]:
    """Absent, the one version, the other, and absent again."""
    rest = {key: value for key, value in versions.items() if key != number}
    return (
        {**rest, number: True}
        if versions.get(number) is False
        else rest
        if number in versions
        else {**rest, number: False}
    )


def _below(words: Sequence[object]) -> st.SearchStrategy[int]:
    return st.integers(0, len(words) - 1)


texts = st.builds(
    Text,
    headline=_below(v.HEADLINES),
    outlet=_below(v.OUTLETS),
    date=_below(v.DATES),
    paragraphs=st.lists(_below(v.PARAGRAPHS), min_size=1, max_size=4).map(tuple),
    wire=st.booleans(),
)

states = st.builds(
    State,
    articles=st.dictionaries(st.sampled_from(v.PATHS), texts, min_size=2, max_size=7),
    topics=st.lists(_below(v.TOPICS), unique=True, max_size=4).map(tuple),
    settings=st.lists(_below(v.SETTINGS[:-2]), unique=True, max_size=3).map(tuple),
    judgements=st.lists(_below(v.JUDGEMENTS), unique=True, max_size=3).map(tuple),
    notes=st.dictionaries(_below(v.NOTES), st.booleans(), max_size=3),
    # A site that names its own theme has one.
    theme=st.fixed_dictionaries({0: st.just(False)}, optional={1: st.just(False), 3: st.booleans()}),
)

steps = st.lists(
    st.builds(
        Step,
        edit=st.sampled_from(EDITS),
        pick=st.integers(0, 9),
        what=st.integers(0, 3 * len(v.PARAGRAPHS) - 1),
        build=st.sampled_from(("build", "build", "build", "restart", "kill", "together", "none")),
        jobs=st.sampled_from((1, 1, 2)),
        moment=st.integers(0, 400),
        quiet=st.booleans(),
        settled=st.booleans(),
    ),
    min_size=3,
    max_size=8,
)
