"""The words that random sites are made of: few enough paragraphs that the model reads each once, and rich in trouble.

People share surnames, spellings and offices; texts are shared between outlets; dates are said in many ways; quotes
have sure and unsure speakers; meetings are told by both sides, with pronouns and without.
"""

PEOPLE = (
    "Maria Okonjo",
    "Foreign Minister Maria Okonjo",
    "Ms Okonjo",
    "Daniel Okonjo",
    "Tomas Lindqvist",
    "General Thomas Lindquist",
    "Gen Lindqvist",
    "Paul Hartwell Jr.",
    "Paul Hartwell",
    "Nadia Rahman",
)
"""Names as articles write them: the same person twice, two people by one surname, a slip of the pen, a generation."""

FRAMES = (
    "{0} met {1} in Harwick on Tuesday. They discussed the fishing treaty and the port of Velden.",
    "“The treaty stands,” said {0}. “We will not reopen it,” {1} told reporters on January 3, 2024.",
    "{0} said that talks with {1} would go on until March. He gave no details.",
    "The delegation led by {0} arrived last week. {1}, the ambassador to Velden, was not present.",
    "{0}, who became prime minister in 2021, dismissed {1} yesterday.",
)
"""Sentences about two people."""

PAIRS = ((0, 4), (1, 5), (2, 6), (3, 4), (7, 8), (8, 9), (9, 2), (6, 0), (5, 3))

PLAIN = (
    "The Velden Port Authority approved the dredging contract on 12 January 2024 for $9 million.",
    "Fishing crews blocked the harbour on Monday, January 1, in protest at the quotas.",
    "Fishing crews blocked the harbour on Tuesday, January 2, in protest at the quotas, the coast guard said.",
    "Officials from the United Nations visited Harwick in December and left without a statement.",
    "“Nobody asked us,” a crew member said.",
    "Some 40 boats took part, the Harwick Chronicle reported. The union spoke of 65 boats.",
    "<script>alert(1)</script> & {{ 7 * 7 }} {% raw %} stood in the statement of Maria Okonjo.",
    "Background",
)
"""Paragraphs that stand for themselves: numbers and dates that differ, no names, markup, a heading."""

PARAGRAPHS = (*(frame.format(PEOPLE[a], PEOPLE[b]) for frame in FRAMES for a, b in PAIRS), *PLAIN)

WIRE = (
    "Negotiators from both coasts reached an outline of a fishing treaty late on Friday after nine hours in Harwick.",
    "Foreign Minister Maria Okonjo called it fair. General Thomas Lindquist said that the patrols would end with it.",
)
"""Copy that several outlets print."""

HEADLINES = (
    "Okonjo and Lindqvist meet over fishing treaty",
    "Harbour blocked for a second day",
    "index",
    "Treaty outline reached after nine hours",
    "<b>Constructor</b> wins dredging contract",
    "Ministers trade words",
)
OUTLETS = ("Harwick Chronicle", "The Velden Post", "Coast Wire", "")
DATES = ("2024-01-03", "2024-01-05", "2023-12-20", "")
PATHS = (
    "a.txt",
    "b.md",
    "c.txt",
    "index.md",
    "chronicle/2024/a.txt",
    "chronicle/con.md",
    "post/é ü.txt",
    "post/404.md",
    "post/B.md",
    "wire/slug—1.txt",
)

TOPICS = (
    ("treaty", "The fishing treaty", "terms: [treaty, talks, quotas]"),
    ("harbour", "The harbour", "terms: [harbour, port, dredging]"),
    ("army", "Patrols", "description: What the generals say of patrols."),
    ("chronicle", "As the Chronicle sees it", 'articles: ["chronicle/*"]'),
    ("nothing", "Nothing fits here", "terms: [zeppelin]"),
)

SETTINGS = (
    'title: "Velden & <Harwick>"',
    "description: Two coasts.",
    "republish: excerpts",
    "republish: none",
    "brief: {topic: 2, article: 1, actor: 1}",
    "brief: {bottom_line: 1, topic_words: 20}",
    "theme: {name: slate}",
    "theme: {name: own}",
    "theme: {parameters: {measure: 40rem}}",
    "outlets: [{name: Coast Wire, republish: none}, {name: Harwick Chronicle, match: ['chronicle/*']}]",
    "base_url: https://news.example/velden/",
    "titel: a key that there is not",
    "theme: {name: there-is-none}",
)
"""Lines of ``site.yaml``; the last two make it unusable."""

JUDGEMENTS = (
    "merge: [Tomas Lindqvist, Thomas Lindquist]",
    "split: [Tomas Lindqvist, Thomas Lindquist]",
    "merge: [Maria Okonjo, Daniel Okonjo]",
    "split: [Paul Hartwell, Paul Hartwell Jr.]",
    "rename: Maria Okonjo\n  to: María Okonjo",
    "rename: Nadia Rahman\n  to: Index",
    "ignore: Velden",
    "ignore: Nobody Whatsoever",
    "withhold: the",
    "speaker: the\n  to: Maria Okonjo",
    "role: Daniel Okonjo\n  to: Harbour master",
    "role: Nadia Rahman\n  to: Mediator\n  since: soon",
)
"""Entries of ``judgements.yaml``: some contradict each other, one matches nobody, one is faulty."""

NOTES = (
    ("home.md", "What to watch: the **treaty**."),
    ("about.md", "Kept by two editors."),
    ("people/okonjo.md", "---\nperson: Maria Okonjo\n---\n\nNot to be taken for Daniel Okonjo."),
    ("people/nobody.md", "---\nperson: Nobody Whatsoever\n---\n\nA note that finds nobody."),
    ("topics/treaty.md", "---\ntopic: treaty\n---\n\nSee [the text](https://news.example/text)."),
    ("topics/broken.md", "---\ntopic: [\n---\n\nIts front matter cannot be read."),
    ("stray.txt", "Nothing takes its text from here."),
)

THEMES = (
    ("themes/own/theme.yaml", "name: own\nparent: default\n", "name: own\nparent: slate\n"),
    (
        "themes/own/templates/home.html",
        '{% extends "default/home.html" %}',
        '{% extends "default/home.html" %}\n{# the same, with a comment #}',
    ),
    ("themes/own/templates/404.html", '{% extends "default/404.html" %}', "{% this is no template %}"),
    ("themes/own/assets/style.css", ":root { --own: 1 }\n", ":root { --own: 2 }\n"),
    ("themes/own/assets/mark.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', ""),
)
"""Files of a theme of the site's own, each in two versions, the second of which may be broken."""
