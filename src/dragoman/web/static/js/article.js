// Hovering or focusing marked words lights their values' cards beside the text; where the
// cards lie below the text (a telephone), the card comes up at the foot of the screen.
// m puts the marks out and on. Without this script the words are links to the cards, and the cards link back.
"use strict";
(() => {
  const links = Array.from(document.querySelectorAll(".ev a[href^='#v-']"));
  const sheet = document.getElementById("sheet");
  const aside = document.getElementById("cards");
  if (!aside || !links.length) return;
  const isBeside = () => window.matchMedia("(min-width: 64rem)").matches;

  const idsOf = (link) => [link.hash.slice(1), ...(link.dataset.others || "").trim().split(/\s+/).filter(Boolean)];

  const marksOf = (id) => links.filter((link) => idsOf(link).includes(id)).map((link) => link.parentElement);

  const clear = () => document.querySelectorAll(".is-lit").forEach((one) => one.classList.remove("is-lit"));

  const bringIntoView = (card) => {
    const top = card.offsetTop - aside.offsetTop;
    if (top < aside.scrollTop || top + card.offsetHeight > aside.scrollTop + aside.clientHeight) {
      aside.scrollTop = top - 60;
    }
  };

  const light = (id, scroll) => {
    clear();
    const card = document.getElementById(id);
    if (!card) return;
    card.classList.add("is-lit");
    marksOf(id).forEach((mark) => mark.classList.add("is-lit"));
    if (scroll && isBeside()) bringIntoView(card);
  };

  const lift = (id, link) => {
    const card = document.getElementById(id);
    if (!card || !sheet) return;
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("tabindex");
    sheet.replaceChildren(copy);
    sheet.hidden = false;
    const hidden = link.getBoundingClientRect().bottom - sheet.getBoundingClientRect().top;
    if (hidden > 0) window.scrollBy({ top: hidden + 16 });
  };

  const lower = () => { if (sheet) sheet.hidden = true; };

  links.forEach((link) => {
    const [id] = idsOf(link);
    link.addEventListener("mouseenter", () => light(id, true));
    link.addEventListener("mouseleave", clear);
    link.addEventListener("focus", () => {
      light(id, true);
      // A finger lifts it by its click: a sheet that rose under the finger would swallow that.
      if (!isBeside() && link.matches(":focus-visible")) lift(id, link);
    });
    link.addEventListener("blur", clear);
    link.addEventListener("click", (event) => {
      if (isBeside()) return;
      event.preventDefault();
      light(id, false);
      lift(id, link);
    });
  });

  aside.querySelectorAll(".card").forEach((card) => {
    card.addEventListener("mouseenter", () => light(card.id, false));
    card.addEventListener("mouseleave", clear);
  });

  // A kind of marks that is put out can be neither lit nor stepped to.
  const switches = Array.from(document.querySelectorAll("[data-marks]"));
  const firsts = links.filter((link) => link.tabIndex >= 0);
  const shown = () => firsts.filter((link) => link.tabIndex >= 0);
  const sortOut = () => {
    const out = switches.filter((one) => !one.checked).map((one) => `ev-${one.dataset.marks}`);
    firsts.forEach((link) => { link.tabIndex = out.some((kind) => link.parentElement.classList.contains(kind)) ? -1 : 0; });
  };
  const switchAll = () => {
    const isOn = switches.some((one) => one.checked);
    switches.forEach((one) => { one.checked = !isOn; });
    sortOut();
  };
  switches.forEach((one) => one.addEventListener("change", sortOut));

  const step = (by) => {
    const all = shown();
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "center" }); }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "m") switchAll();
    else if (event.key === "Escape") { lower(); clear(); }
  });
  document.addEventListener("click", (event) => {
    if (sheet && !sheet.hidden && !sheet.contains(event.target) && !event.target.closest(".ev")) lower();
  });
})();
