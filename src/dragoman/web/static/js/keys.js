// Keys that work on every page, and the switch of themes without a reload. What the keys
// are is said in the page itself: data-key on the links of the masthead, and the table under "?".
"use strict";
(() => {
  const dialog = document.getElementById("keys-dialog");
  let waitsForPlace = false;
  let timer = 0;

  const isTyping = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"));

  // On a telephone the rows of places are longer than the window: the place that is open is brought into sight.
  document.querySelectorAll(".places [aria-current], .sections [aria-current]").forEach((one) => {
    const row = one.closest("ul, .sections");
    row.scrollLeft = one.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3;
  });

  const items = () => Array.from(document.querySelectorAll("[data-item]"));

  const move = (step) => {
    const all = items();
    if (!all.length) return;
    const at = all.findIndex((one) => one.hasAttribute("data-current"));
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
    all.forEach((one) => one.removeAttribute("data-current"));
    next.setAttribute("data-current", "");
    const link = next.querySelector("h1 a, h2 a, h3 a, a");
    if (link) link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const goTo = (key) => {
    const link = Array.from(document.querySelectorAll("[data-key]")).find((one) => one.dataset.key === key);
    if (link) link.click();
    return Boolean(link);
  };

  const showKeys = () => {
    if (dialog && !dialog.open) dialog.showModal();
  };

  const expectPlace = () => {
    waitsForPlace = true;
    clearTimeout(timer);
    timer = setTimeout(() => { waitsForPlace = false; }, 1500);
  };

  const actions = {
    "?": showKeys,
    "/": () => { const field = document.getElementById("site-q"); if (field) { field.focus(); field.select(); } },
    j: () => move(1),
    k: () => move(-1),
    g: expectPlace,
    t: () => { window.scrollTo({ top: 0 }); document.getElementById("main")?.focus({ preventScroll: true }); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (dialog && dialog.open) return;
    if (waitsForPlace) {
      waitsForPlace = false;
      if (goTo(event.key)) event.preventDefault();
      return;
    }
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-show-keys]")) {
      event.preventDefault();
      showKeys();
    }
    const theme = target?.closest("[data-set-theme]");
    if (theme) {
      event.preventDefault();
      const root = document.documentElement;
      const wanted = root.dataset.theme === theme.dataset.setTheme ? "auto" : theme.dataset.setTheme;
      root.dataset.theme = wanted;
      document.cookie = `dragoman_theme=${wanted}; Path=/; Max-Age=31536000; SameSite=Lax`;
      document.querySelectorAll("[data-set-theme]").forEach((one) => {
        if (one.dataset.setTheme === wanted) one.setAttribute("aria-current", "true");
        else one.removeAttribute("aria-current");
      });
      document.dispatchEvent(new CustomEvent("dragoman:theme", { detail: wanted }));
    }
  });
})();
