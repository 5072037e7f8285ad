// Fills the review page. Every word goes in as text: names come from strangers.
(() => {
  "use strict";

  const site = new URL("../../", location.href);

  const make = (name, text, ...inside) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  };

  const named = (text, href) => {
    const link = make("a", "", make("bdi", text));
    link.href = new URL(href, site);
    return link;
  };

  const line = (text) => {
    const code = make("code", text);
    const button = make("button", "Copy");
    button.type = "button";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code); // no clipboard here: it is marked, to be copied by hand
      }
    });
    const made = make("p", "", button, code);
    made.className = "line";
    return made;
  };

  const problem = (one) => {
    const place = one.line ? `${one.path}:${one.line}` : one.path;
    const item = make("li", "", make("p", "", make("strong", one.severity === "error" ? "Error" : "Warning")));
    if (place) item.append(make("p", "", make("code", place)));
    item.append(make("p", one.what));
    if (one.hint) item.append(make("p", one.hint));
    return item;
  };

  const pair = (one) => {
    const names = make("p", "", named(one.left.name, one.left.href), " and ", named(one.right.name, one.right.href));
    return make("li", "", names, make("p", one.reason), ...one.lines.map(line));
  };

  const withheld = (one) => {
    const item = make("li", "", make("p", "", make("strong", "", make("bdi", one.text))), make("p", one.reason));
    const places = make("p", one.count > one.places.length ? `${one.count} times, among them in ` : "In ");
    one.places.forEach((place, index) => places.append(index ? ", " : "", named(place.article, place.href)));
    item.append(places);
    return item;
  };

  const fill = (id, items, total, none) => {
    const box = document.querySelector(`#${id} > div`);
    const list = make("ul", "", ...items);
    box.replaceChildren(items.length ? list : make("p", none));
    if (total > items.length) box.append(make("p", `and ${total - items.length} more`));
  };

  const show = async () => {
    const told = await (await fetch("../review.json", { cache: "no-store" })).json();
    const judged = told.problems.filter((one) => one.path.endsWith("judgements.yaml"));
    const others = told.problems.filter((one) => !judged.includes(one));
    fill("problems", others.map(problem), others.length, "None.");
    fill("judgements", judged.map(problem), judged.length, "Every judgement found what it speaks of.");
    fill("pairs", told.pairs.map(pair), told.pairs_total, "None.");
    fill("withheld", told.withheld.map(withheld), told.withheld_total, "None.");
  };

  addEventListener("briefbook:build", show);
  show();
})();
