// One key judges a value and goes on. A key presses the button or follows the link that carries it
// (data-review-key), or goes into the field that does (data-review-field); the page does the rest.
"use strict";
(() => {
  const dialog = document.getElementById("keys-dialog");
  const table = document.getElementById("review-keys");
  if (dialog && table) {
    const copy = table.cloneNode(true);
    copy.removeAttribute("id");
    dialog.querySelector("table")?.before(copy);
  }

  const isTyping = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
  let isSent = false;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog?.open) return;
    if (isTyping(event.target)) return;
    const field = document.querySelector(`[data-review-field="${CSS.escape(event.key)}"]`);
    const button = document.querySelector(`[data-review-key="${CSS.escape(event.key)}"]`);
    if (!field && !button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (field) field.focus();
    else if (!isSent) button.click();
  }, true);

  // Enter in a field presses the button that belongs to it, not the first of the form.
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || !(field instanceof HTMLInputElement)) return;
    const button = document.querySelector(`[data-submits="${CSS.escape(field.id)}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    } else if (field.dataset.reviewField) {
      event.preventDefault();
      field.blur();
    }
  });

  // What is sent twice would be judged twice.
  document.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  window.addEventListener("pageshow", () => { isSent = false; });

  document.querySelectorAll("select[data-sends]").forEach((one) => {
    one.addEventListener("change", () => one.form.requestSubmit());
  });
})();
