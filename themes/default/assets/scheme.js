// Light or dark: what the system asks for, until the reader says otherwise with the switch, which is remembered.
// It runs before anything is drawn, so that no page flashes; without it the pages follow the system.
(() => {
  "use strict";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const KEY = "scheme";

  // A browser that keeps no site data must not lose the page for it.
  const kept = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(KEY);
      if (value) localStorage.setItem(KEY, value);
      else localStorage.removeItem(KEY);
    } catch {
      // Then the choice holds for this page.
    }
    return null;
  };

  const apply = (value) => {
    if (value === "light" || value === "dark") root.dataset.scheme = value;
    else delete root.dataset.scheme;
  };

  const dark = () => (root.dataset.scheme || (system.matches ? "dark" : "light")) === "dark";

  root.classList.add("scripted");
  apply(kept());

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".switch");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", () => {
      const wanted = dark() ? "light" : "dark";
      // Who agrees with the system again follows it again.
      const same = wanted === (system.matches ? "dark" : "light");
      apply(same ? "" : wanted);
      kept(same ? "" : wanted);
      show();
    });
    system.addEventListener("change", show);
    // Another tab, or a page shown again by the back button.
    addEventListener("storage", () => { apply(kept()); show(); });
    addEventListener("pageshow", () => { apply(kept()); show(); });
    show();
  });
})();
