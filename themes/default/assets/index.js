// Indexes: type to narrow a long list, or choose by what its entries say of themselves (an outlet, a topic). Without a
// script, the lists are whole and in order.
(() => {
  "use strict";
  const form = document.querySelector(".narrow");
  if (!form) return;
  const entries = [...document.querySelectorAll(".initial li")].map((item) => ({
    item,
    words: fold(item.textContent),
    facets: new Set((item.dataset.facets || "").split("|").filter(Boolean)),
  }));
  const groups = [...document.querySelectorAll(".initial")];
  const text = form.querySelector("input");
  const choice = form.querySelector("select");
  const told = form.querySelector("output");

  // Accents do not matter to who types a name.
  function fold(value) {
    return value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  const narrow = () => {
    const wanted = fold(text.value.slice(0, 100)).split(/\s+/).filter(Boolean);
    const facet = choice ? choice.value : "";
    let shown = 0;
    for (const one of entries) {
      const fits = wanted.every((word) => one.words.includes(word)) && (!facet || one.facets.has(facet));
      one.item.hidden = !fits;
      shown += fits;
    }
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    told.textContent = wanted.length || facet ? `${shown} / ${entries.length}` : "";
  };

  for (const one of [text, choice]) if (one) one.addEventListener("input", narrow);
  // The back button brings the words back, and their effect with them.
  addEventListener("pageshow", narrow);
})();
