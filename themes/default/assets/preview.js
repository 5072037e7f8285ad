// What a link leads to, shown beside it when the pointer or the focus rests there: a person's or a topic's first lines,
// a cited sentence. It is read from the page that the link leads to; where that cannot be read (from the file system),
// nothing is shown, and the link works as ever. Escape puts a preview away; the pointer may rest on it.
(() => {
  "use strict";
  const WANTED = /\/(people|organisations|places|topics|articles)\/[^/]+\/index\.html$/;
  const WAIT = 300;
  const LEAVE = 200;
  const MOST = 420;
  const pages = new Map();
  let box = null;
  let link = null;
  let timer = 0;

  const here = (url) => url.origin + url.pathname === location.origin + location.pathname;

  const page = (url) => {
    if (here(url)) return Promise.resolve(document);
    const key = url.origin + url.pathname;
    if (!pages.has(key)) {
      const read = fetch(key)
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
        .then((text) => new DOMParser().parseFromString(text, "text/html"));
      pages.set(key, read);
    }
    return pages.get(key);
  };

  // Words only: nothing of the other page becomes part of this one but its text.
  const words = (element) => {
    if (!element) return "";
    const copy = element.cloneNode(true);
    for (const one of copy.querySelectorAll("sup, .hidden, details, nav")) one.remove();
    const text = copy.textContent.replace(/\s+/g, " ").trim();
    return text.length > MOST ? `${text.slice(0, MOST).replace(/\s\S*$/, "")} …` : text;
  };

  const told = (from, url) => {
    const place = url.hash && from.getElementById(decodeURIComponent(url.hash.slice(1)));
    const lines = [
      ["preview-title", words(from.querySelector("h1"))],
      ["preview-line", words(from.querySelector(".byline, .identity, .standfirst"))],
      ["preview-text", words(place || from.querySelector(".statement > p, .entries .said"))],
    ];
    return lines.filter(([, text], at) => text && lines.findIndex(([, other]) => other === text) === at);
  };

  const hide = () => {
    clearTimeout(timer);
    if (link) link.removeAttribute("aria-describedby");
    if (box) box.remove();
    box = link = null;
  };

  const show = async (target) => {
    const url = new URL(target.href);
    let lines;
    try {
      lines = told(await page(url), url);
    } catch {
      return;
    }
    if (link !== target || !lines.length) return;
    if (box) box.remove();
    box = document.createElement("div");
    box.className = "preview";
    box.id = "preview";
    box.role = "tooltip";
    for (const [name, text] of lines) {
      const line = document.createElement("p");
      line.className = name;
      line.dir = "auto";
      line.textContent = text;
      box.append(line);
    }
    box.addEventListener("pointerenter", () => clearTimeout(timer));
    box.addEventListener("pointerleave", leave);
    document.querySelector("main").append(box);
    const at = target.getClientRects()[0] || target.getBoundingClientRect();
    const below = at.bottom + box.offsetHeight + 12 < innerHeight || at.top < box.offsetHeight + 12;
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8));
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + scrollY}px`;
    target.setAttribute("aria-describedby", "preview");
  };

  const rest = (event) => {
    const target = event.target.closest && event.target.closest("main a[href]");
    if (!target || target === link || target.namespaceURI !== document.documentElement.namespaceURI) return;
    const url = new URL(target.href);
    if (!(WANTED.test(url.pathname) && url.origin === location.origin) || (here(url) && !url.hash)) return;
    hide();
    link = target;
    timer = setTimeout(show, WAIT, target);
  };

  const leave = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, LEAVE);
  };

  const away = (event) => {
    if (link && event.target.closest && event.target.closest("a") === link) leave();
  };

  if (location.protocol === "file:") return;
  document.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") rest(event); });
  document.addEventListener("pointerout", away);
  document.addEventListener("focusin", rest);
  document.addEventListener("focusout", away);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("pagehide", hide);
})();
