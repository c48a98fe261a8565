// The map: countries as dark as much is told of them; each is a link. Zoom with the wheel, the buttons, + - 0.
"use strict";
(async () => {
  const picture = document.querySelector(".picture.map");
  if (!picture || !window.d3 || !window.topojson) return;
  const [told, atlas] = await Promise.all([picture.dataset.src, picture.dataset.shapes].map((url) => fetch(url).then((one) => one.json())));
  picture.hidden = false;
  const byNumber = new Map(told.rows.filter((row) => row.numeric).map((row) => [row.numeric, row]));
  const width = 960;
  const height = 470;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const most = d3.max(byNumber.values(), (row) => row.total) || 1;
  // Numbers of countries differ by orders of magnitude: four steps of equal ratio.
  const level = (n) => (n ? Math.min(4, 1 + Math.floor((4 * Math.log(n)) / Math.log(most + 1))) : 0);

  const shapes = topojson.feature(atlas, atlas.objects.countries).features.filter((one) => one.properties.name !== "Antarctica");
  const projection = d3.geoNaturalEarth1().fitExtent([[4, 4], [width - 4, height - 4]], { type: "FeatureCollection", features: shapes });
  const path = d3.geoPath(projection);
  const svg = d3.select(picture.querySelector(".map-stage")).append("svg")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("role", "group")
    .attr("aria-label", picture.dataset.label);
  const ground = svg.append("g");
  ground.append("path").attr("class", "sea").attr("d", path({ type: "Sphere" }));
  const name = (shape) => byNumber.get(shape.id)?.name ?? shape.properties.name;
  const words = (shape) => {
    const row = byNumber.get(shape.id);
    return `${name(shape)}: ${row ? number.format(row.total) : picture.dataset.none}`;
  };
  ground.selectAll(".land").data(shapes.filter((one) => !byNumber.has(one.id))).join("path")
    .attr("class", "land").attr("d", path).append("title").text(words);
  const links = ground.selectAll("a").data(shapes.filter((one) => byNumber.has(one.id))
    .sort((left, right) => byNumber.get(right.id).total - byNumber.get(left.id).total)).join("a")
    .attr("href", (one) => byNumber.get(one.id).page).attr("aria-label", words);
  links.append("path").attr("class", (one) => `land level-${level(byNumber.get(one.id).total)}`).attr("d", path).append("title").text(words);

  const zoom = d3.zoom().scaleExtent([1, 12]).translateExtent([[0, 0], [width, height]])
    .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button))
    .on("zoom", (event) => {
      ground.attr("transform", event.transform);
      ground.attr("stroke-width", 0.5 / event.transform.k);
    });
  svg.call(zoom).on("dblclick.zoom", null);
  picture.svgOf = () => svg.node();

  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const moved = () => (isStill ? svg : svg.transition().duration(250));
  const actions = { in: () => moved().call(zoom.scaleBy, 1.6), out: () => moved().call(zoom.scaleBy, 1 / 1.6), whole: () => moved().call(zoom.transform, d3.zoomIdentity) };
  const bar = d3.select(picture.querySelector(".map-stage")).insert("p", "svg").attr("class", "zoom-bar");
  [["in", "+"], ["out", "−"], ["whole", "0"]].forEach(([what, sign]) => {
    bar.append("button").attr("type", "button").attr("aria-label", picture.dataset[what]).attr("title", picture.dataset[what]).text(sign).on("click", actions[what]);
  });
  picture.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const what = { "+": "in", "=": "in", "-": "out", 0: "whole" }[event.key];
    if (!what) return;
    event.preventDefault();
    actions[what]();
  });
})();
