// Lets a picture be saved as SVG or PNG, with the colours that it has on the page.
"use strict";
(() => {
  const looks = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline"];
  // Pixels for each unit of a picture, so that its words are sharp in print.
  const sharpness = 2;

  // A copy that stands alone: what the sheets say of each part becomes its attributes.
  const alone = (svg) => {
    const copy = svg.cloneNode(true);
    const parts = [copy, ...copy.querySelectorAll("*")];
    [svg, ...svg.querySelectorAll("*")].forEach((part, at) => {
      const style = getComputedStyle(part);
      // What the policy of the site would refuse in the copy.
      parts[at].removeAttribute("style");
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

  const asSvg = async (copy) => new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });

  const asPng = async (copy) => {
    const address = URL.createObjectURL(await asSvg(copy));
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width * sharpness);
      canvas.height = Math.round(image.height * sharpness);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((done) => canvas.toBlob(done, "image/png"));
    } finally {
      URL.revokeObjectURL(address);
    }
  };

  const forms = { svg: asSvg, png: asPng };
  const save = async (svg, name, form) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await forms[form](alone(svg)));
    link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-") || "picture"}.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 5000);
  };

  document.querySelectorAll("[data-save]").forEach((button) => {
    const picture = button.closest("[data-picture]");
    button.hidden = false;
    button.addEventListener("click", () => {
      const svg = picture.svgOf ? picture.svgOf() : picture.querySelector("svg[role=img]");
      if (svg) save(svg, picture.dataset.picture, button.dataset.save);
    });
  });
})();
