// Keeps an open page up to date while its site is edited. The server adds it to what it serves; no published file has it.
(() => {
  "use strict";

  const script = document.currentScript;
  const base = new URL(".", script.src);
  const KEPT = "briefbook:place";
  const tag = `"${script.dataset.tag}"`;
  const versions = new Map();
  let stream = null;
  let fresh = true;
  let busy = false;
  let next = null;
  let hidden = "";

  // ---- the page itself

  const head = async (address) => {
    const answer = await fetch(address, { method: "HEAD", cache: "no-store" });
    return answer.headers.get("ETag");
  };

  const blocks = () => document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, tr)");

  // What the reader has before their eyes, and how far from the top: what is written above may grow or shrink.
  const marks = () => {
    const found = [];
    for (const one of blocks()) {
      const { top } = one.getBoundingClientRect();
      if (top >= 0 && top < innerHeight && found.length < 8) found.push({ text: one.textContent, name: one.localName, top });
    }
    return found;
  };

  const put = (place) => {
    for (const { text, name, top } of place.marks) {
      const same = [...blocks()].filter((one) => one.localName === name && one.textContent === text);
      if (same.length !== 1) continue;
      scrollBy({ top: same[0].getBoundingClientRect().top - top, behavior: "instant" });
      return;
    }
    scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  };

  const reload = () => {
    try {
      const place = { path: location.pathname, x: scrollX, y: scrollY, marks: scrollY ? marks() : [] };
      sessionStorage.setItem(KEPT, JSON.stringify(place));
    } catch {
      // Without storage the browser's own memory of the place has to do.
    }
    location.reload();
  };

  const restore = () => {
    try {
      const place = JSON.parse(sessionStorage.getItem(KEPT) || "null");
      sessionStorage.removeItem(KEPT);
      if (!place || place.path !== location.pathname) return;
      // Some frames long: what was never on the screen gets its height only as it nears it.
      let frames = 12;
      const step = () => {
        put(place);
        frames -= 1;
        if (frames) requestAnimationFrame(step);
      };
      step();
    } catch {
      // The page opens at its top.
    }
  };

  // ---- what the page is drawn with

  const parts = () =>
    [...document.querySelectorAll("link[rel=stylesheet], script[src], img[src]")].filter((one) => {
      const address = one.href || one.src;
      return one !== script && address.startsWith(location.origin) && !address.startsWith(base.href);
    });

  const plain = (address) => {
    const url = new URL(address);
    url.search = "";
    return url.href;
  };

  const swap = (link, version) => {
    const other = link.cloneNode();
    other.href = `${plain(link.href)}?${encodeURIComponent(version)}`;
    other.addEventListener("load", () => link.remove());
    other.addEventListener("error", () => other.remove());
    link.after(other);
  };

  const look = async () => {
    for (const one of parts()) {
      const address = plain(one.href || one.src);
      const version = await head(address);
      const known = versions.get(address);
      versions.set(address, version);
      if (version === known) continue;
      // What was never looked at may have changed since the page took it: a style sheet is swapped to be sure.
      if (one.localName === "link") swap(one, version);
      else if (known !== undefined) return reload();
    }
  };

  const remember = async () => {
    for (const one of parts()) {
      const address = plain(one.href || one.src);
      if (!versions.has(address)) versions.set(address, await head(address));
    }
  };

  const update = async (build) => {
    if ((await head(location.href)) !== tag) return reload();
    // The first word after opening tells of the build that the page itself is from, unless that has gone on meanwhile.
    if (fresh && build === script.dataset.build) await remember();
    else await look();
    fresh = false;
    await problems();
    dispatchEvent(new CustomEvent("briefbook:build"));
  };

  const heard = async (build) => {
    next = build;
    if (busy) return;
    busy = true;
    while (next !== null) {
      const now = next;
      next = null;
      try {
        await update(now);
      } catch {
        break; // the server is away; it says so again when it is back
      }
    }
    busy = false;
  };

  // ---- the stream: only while the page is seen, for a browser opens few connections to one server

  const listen = () => {
    if (stream || document.visibilityState === "hidden") return;
    const mine = new EventSource(new URL("events", base));
    stream = mine;
    mine.onmessage = (event) => heard(event.data);
    mine.onerror = () => {
      if (mine.readyState !== EventSource.CLOSED) return;
      leave();
      setTimeout(listen, 1000);
    };
  };

  const leave = () => {
    if (stream) stream.close();
    stream = null;
  };

  // ---- the problems, over the page

  const make = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  let root = null;
  const panel = () => {
    if (root) return root;
    const host = make("briefbook-live");
    root = host.attachShadow({ mode: "open" });
    const style = make("link");
    style.rel = "stylesheet";
    style.href = new URL("live.css", base);
    root.append(style, make("aside"));
    document.body.append(host);
    return root;
  };

  const problems = async () => {
    const answer = await fetch(new URL("problems.json", base), { cache: "no-store" });
    const told = await answer.json();
    const errors = told.problems.filter((one) => one.severity === "error");
    const say = JSON.stringify(errors) + told.failed;
    const box = make("aside");
    box.setAttribute("aria-label", "While you edit");
    const link = make("a", told.problems.length ? `Review (${told.problems.length})` : "Review", "review");
    link.href = new URL("review/", base);
    if ((errors.length || told.failed) && hidden !== say) {
      const shown = make("section", "", "problems");
      shown.setAttribute("role", "alert");
      shown.setAttribute("aria-label", "Problems");
      const title = told.failed ? "The site could not be built. What you see is the last good one." : "Something is wrong in the input. The rest was built.";
      const hide = make("button", "Hide");
      hide.type = "button";
      hide.addEventListener("click", () => {
        hidden = say;
        shown.remove();
      });
      const list = make("ul");
      for (const one of errors.slice(0, 50)) {
        const item = make("li");
        if (one.path) item.append(make("code", one.line ? `${one.path}:${one.line}` : one.path));
        item.append(make("p", one.what, "what"));
        if (one.hint) item.append(make("p", one.hint, "hint"));
        list.append(item);
      }
      if (errors.length > 50) list.append(make("li", `and ${errors.length - 50} more`));
      shown.append(make("h2", title), hide, list);
      box.append(shown);
    }
    if (!location.href.startsWith(new URL("review/", base).href)) box.append(link);
    panel().lastChild.replaceWith(box);
  };

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root) root.querySelector("button")?.click();
  });
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  if (document.readyState === "complete") restore();
  else addEventListener("load", restore);
  listen();
})();
