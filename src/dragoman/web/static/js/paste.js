// Says that a page is being read, which may take some seconds, and keeps it from being sent twice.
"use strict";
(() => {
  document.addEventListener("submit", (event) => {
    const button = event.target instanceof HTMLFormElement ? event.target.querySelector("[data-waits]") : null;
    if (!button) return;
    if (button.disabled) {
      event.preventDefault();
      return;
    }
    button.dataset.was = button.textContent;
    button.textContent = button.dataset.waits;
    button.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("[data-was]").forEach((one) => {
      one.textContent = one.dataset.was;
      one.disabled = false;
    });
  });
})();
