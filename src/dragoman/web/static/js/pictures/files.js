// Lets a picture be saved as SVG, with the colours that it has on the page.
"use strict";
(() => {
  const looks = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline"];

  // A copy that stands alone: what the sheets say of each part becomes its attributes.
  const alone = (svg) => {
    const copy = svg.cloneNode(true);
    const parts = [copy, ...copy.querySelectorAll("*")];
    [svg, ...svg.querySelectorAll("*")].forEach((part, at) => {
      const style = getComputedStyle(part);
      looks.forEach((name) => {
        const value = style.getPropertyValue(name);
        if (value) parts[at].setAttribute(name, value);
      });
    });
    const box = svg.viewBox.baseVal;
    const size = box && box.width ? box : svg.getBoundingClientRect();
    copy.setAttribute("width", size.width);
    copy.setAttribute("height", size.height);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    ["width", "height"].forEach((side) => ground.setAttribute(side, size[side]));
    ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
    copy.prepend(ground);
    return copy;
  };

  const save = (svg, name) => {
    const text = new XMLSerializer().serializeToString(alone(svg));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-") || "picture"}.svg`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 5000);
  };

  document.querySelectorAll("[data-save-svg]").forEach((button) => {
    const picture = button.closest("[data-picture]");
    button.hidden = false;
    button.addEventListener("click", () => {
      const svg = picture.svgOf ? picture.svgOf() : picture.querySelector("svg[role=img]");
      if (svg) save(svg, picture.dataset.picture);
    });
  });
})();
