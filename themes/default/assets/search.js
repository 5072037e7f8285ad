// Search as you type. With an index (made by Pagefind, served over http) it searches every page and leads to the very
// sentence; without one, or from the file system, it narrows the page's own list down. Whatever is found is shown as
// text, never as markup.
(() => {
  "use strict";

  const box = document.getElementById("search");
  if (!box) return;
  const field = document.getElementById("search-words");
  const told = document.getElementById("search-told");
  const found = document.getElementById("search-found");
  const list = document.getElementById("search-list");
  const more = document.getElementById("search-more");
  const facets = [...box.querySelectorAll("[data-facet]")];
  const PAGE = 20, AROUND = 28, PAUSE = 120;

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const entries = [...list.querySelectorAll("li")].map((item) => ({
    item,
    words: wordsOf(`${item.textContent} ${item.dataset.words ?? ""}`),
  }));

  const counted = (count) =>
    count === 0 ? box.dataset.none : count === 1 ? box.dataset.one : box.dataset.many.replace("{}", count.toLocaleString());

  // The index, loaded when it is first asked for; null where there is none.
  let index;
  const loaded = () => (index ??= load());
  async function load() {
    if (!box.dataset.index || location.protocol === "file:") return null;
    try {
      const made = await import(new URL(`${box.dataset.index}pagefind.js`, document.baseURI).href);
      await made.init();
      offer(await made.filters());
      return made;
    } catch {
      return null; // an index that cannot be read is none: the list serves
    }
  }

  // Facets

  function offer(filters) {
    for (const select of facets) {
      const values = new Map(Object.entries(filters[select.dataset.facet] ?? {}));
      const names = [...values.keys()].sort((one, other) => one.localeCompare(other, document.documentElement.lang));
      if (select.dataset.facet === "date") names.reverse();
      for (const name of names) {
        const option = document.createElement("option");
        option.value = name;
        option.textContent = `${name} (${values.get(name)})`;
        select.append(option);
      }
      select.parentElement.hidden = names.length < 2;
    }
  }

  const chosen = () => Object.fromEntries(facets.filter((one) => one.value).map((one) => [one.dataset.facet, one.value]));

  // Results

  let asked = 0, results = [], shown = 0;

  async function search() {
    const turn = ++asked;
    const words = field.value.trim();
    remember(words);
    const source = words || facets.some((one) => one.value) ? await loaded() : null;
    if (turn !== asked) return;
    if (!source) return narrow(words);
    narrow("");
    const answer = await source.search(words || null, { filters: chosen() });
    if (turn !== asked) return;
    list.hidden = true;
    results = answer.results;
    shown = 0;
    found.replaceChildren(document.createElement("ol"));
    told.textContent = counted(results.length);
    await extend(turn);
  }

  async function extend(turn) {
    const some = await Promise.all(results.slice(shown, shown + PAGE).map((one) => one.data()));
    if (turn !== asked) return;
    shown += some.length;
    found.firstChild.append(...some.map(item));
    more.parentElement.hidden = shown >= results.length;
  }

  function item(page) {
    const words = page.content.split(/\s+/);
    const at = start(page.locations);
    const element = document.createElement("li");
    const link = document.createElement("a");
    const title = document.createElement("bdi");
    title.textContent = page.meta.title ?? page.raw_url;
    link.href = address(page, at);
    link.append(title);
    const about = document.createElement("p");
    about.className = "detail";
    about.textContent = ["kind", "outlet", "date"].flatMap((name) => page.filters[name] ?? []).join(", ");
    element.append(link, about, excerpt(words, new Set(page.locations), at));
    return element;
  }

  // The place with most of the words sought; the first of several.
  function start(locations) {
    const places = [...locations].sort((one, other) => one - other);
    let best = places[0] ?? 0, most = 0;
    for (let first = 0, last = 0; first < places.length; first += 1) {
      while (last < places.length && places[last] < places[first] + AROUND / 2) last += 1;
      if (last - first > most) [best, most] = [places[first], last - first];
    }
    return best;
  }

  function excerpt(words, marked, at) {
    const line = document.createElement("p");
    const from = Math.max(0, at - AROUND / 4), to = Math.min(words.length, from + AROUND);
    if (from > 0) line.append("… ");
    for (let place = from; place < to; place += 1) {
      if (marked.has(place)) {
        const mark = document.createElement("mark");
        mark.textContent = words[place];
        line.append(mark, " ");
      } else line.append(`${words[place]} `);
    }
    if (to < words.length) line.append("…");
    return line;
  }

  // The page, at the sentence or statement in which the words stand.
  function address(page, at) {
    let anchor = "";
    let last = -1;
    for (const one of page.anchors ?? []) {
      if (one.location <= at && one.location >= last) [anchor, last] = [one.id, one.location];
    }
    if (!/^(s|st)-/.test(anchor)) anchor = "";
    return `${box.dataset.root}${page.raw_url.replace(/^\/+/, "")}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
  }

  // The list

  function narrow(words) {
    results = [];
    found.replaceChildren();
    more.parentElement.hidden = true;
    list.hidden = false;
    const sought = wordsOf(words);
    let count = 0;
    for (const one of entries) {
      const fits = sought.every((word) => one.words.some((each) => each.startsWith(word)));
      one.item.hidden = !fits;
      count += fits;
    }
    for (const group of list.querySelectorAll("section")) {
      const items = [...group.querySelectorAll("li")];
      group.hidden = items.length > 0 && items.every((one) => one.hidden);
    }
    told.textContent = sought.length ? counted(count) : "";
  }

  // The address keeps the words, so that going back finds them again. From the file system it stays as it is.
  function remember(words) {
    if (location.protocol === "file:") return;
    const address = new URL(location.href);
    if (words) address.searchParams.set("q", words);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  }

  // Keys

  const links = () => [...found.querySelectorAll("a"), ...list.querySelectorAll("li:not([hidden]) a")].filter((one) => one.checkVisibility());

  document.addEventListener("keydown", (event) => {
    const here = document.activeElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && here !== field && here?.tagName !== "SELECT") {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape" && here !== field && box.parentElement.contains(here)) {
      field.focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (here === field || here?.closest("li"))) {
      const all = links();
      const next = all.indexOf(here) + (event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
      (all[next] ?? (next < 0 ? field : here)).focus();
    } else if (event.key === "Enter" && here === field) {
      links()[0]?.click();
    }
  });

  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  field.addEventListener("focus", loaded);
  for (const select of facets) select.addEventListener("change", search);
  more.addEventListener("click", () => extend(asked));

  box.hidden = false;
  field.value = (new URLSearchParams(location.search).get("q") ?? "").slice(0, field.maxLength);
  if (field.value) search();
})();
