// The benchmark's site for Eleventy: people and topics are pages made from each article's own lists.
const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");

const terms = (key) => (api) => {
  const found = new Map();
  for (const item of api.getFilteredByGlob("content/articles/*.md")) {
    for (const name of item.data[key] ?? []) found.set(name, [...(found.get(name) ?? []), item]);
  }
  return [...found.keys()].sort().map((name) => ({ name, slug: slug(name), items: found.get(name) }));
};

export default function (config) {
  config.addFilter("slug", slug);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addCollection("people", terms("people"));
  config.addCollection("topics", terms("topics"));
  config.addCollection("latest", (api) =>
    api.getFilteredByGlob("content/articles/*.md").sort((a, b) => b.date - a.date).slice(0, 20),
  );
  return { dir: { input: "content", includes: "../_includes" }, markdownTemplateEngine: false };
}
