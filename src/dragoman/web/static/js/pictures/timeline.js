// Things along the days, a lane for each kind; each is a link. Zoom with the buttons, + - 0 and the arrows.
"use strict";
(async () => {
  const picture = document.querySelector(".picture.timeline");
  if (!picture || !window.d3) return;
  const told = await fetch(picture.dataset.src).then((one) => one.json());
  const rows = told.rows.filter((row) => row.from).map((row) => ({ ...row, start: new Date(row.from), end: new Date(row.to) }));
  if (!rows.length) return;
  picture.hidden = false;
  picture.querySelector("[data-cut]").hidden = told.is_whole;
  const said = picture.querySelector(".timeline-said");
  const stage = picture.querySelector(".timeline-stage");
  const language = document.documentElement.lang;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const names = new Map(picture.dataset.kinds.split(";").map((one) => one.split("=")));
  const kinds = [...names.keys()].filter((kind) => rows.some((row) => row.list === kind));

  const lane = 64;
  const step = 11;
  const left = 8;
  const height = kinds.length * lane + 30;
  let width = Math.max(320, stage.clientWidth);
  const day = 864e5;
  const pad = Math.max(3 * day, (d3.max(rows, (row) => row.start) - d3.min(rows, (row) => row.start)) * 0.03);
  const base = d3.scaleUtc().domain([+d3.min(rows, (row) => row.start) - pad, +d3.max(rows, (row) => row.start) + pad]);

  const svg = d3.select(stage).append("svg").attr("height", height).attr("role", "group").attr("aria-label", picture.dataset.label).attr("tabindex", 0);
  const axis = svg.append("g").attr("class", "axis").attr("aria-hidden", "true");
  const lanes = svg.append("g").selectAll("g").data(kinds).join("g").attr("class", (kind) => `lane fill-${kind}`).attr("transform", (_, at) => `translate(0,${at * lane})`);
  lanes.append("line").attr("class", "lane-foot").attr("y1", lane - 1).attr("y2", lane - 1).attr("x1", 0);
  const links = lanes.selectAll("a").data((kind) => rows.filter((row) => row.list === kind).sort((one, two) => one.start - two.start)).join("a")
    .attr("href", (row) => row.page).attr("aria-label", (row) => `${names.get(row.list)}: ${row.title}, ${row.when}`);
  links.append("rect").attr("class", "span").attr("height", 4).attr("rx", 2);
  links.append("circle").attr("r", 4.5);
  links.append("title").text((row) => `${row.when}\n${row.title}\n${row.words}`);
  lanes.append("text").attr("class", "lane-name").attr("x", left).attr("y", 15).text((kind) => names.get(kind));
  links.on("focus mouseenter", (_, row) => { said.textContent = `${row.when} · ${row.title}: ${row.words}`; });

  const formats = [[400 * day, { year: "numeric" }], [40 * day, { month: "short", year: "numeric" }], [0, { day: "numeric", month: "short" }]]
    .map(([least, form]) => [least, new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" })]);

  picture.svgOf = () => svg.node();
  let transform = d3.zoomIdentity;
  const draw = () => {
    const x = transform.rescaleX(base.range([0, width]));
    svg.attr("width", width).attr("viewBox", `0 0 ${width} ${height}`);
    lanes.select("line").attr("x2", width);
    // What would lie on another goes a step up, as far as there is room.
    lanes.each(function place() {
      const last = [];
      d3.select(this).selectAll("a").each(function one(row) {
        const at = x(row.start);
        let up = last.findIndex((before) => at - before >= step - 1);
        if (up < 0) up = last.length;
        if (up >= 4) up = last.indexOf(Math.min(...last));
        last[up] = at;
        const y = lane - 9 - up * step;
        const long = x(row.end) - at;
        const link = d3.select(this);
        link.attr("transform", `translate(${at},${y})`);
        link.select(".span").attr("y", -2).attr("width", long > 8 ? long : 0);
      });
    });
    const ticks = x.ticks(Math.max(2, Math.floor(width / 110)));
    const apart = ticks.length > 1 ? ticks[1] - ticks[0] : day;
    const format = formats.find(([least]) => apart >= least * 0.9 || least === 0)[1];
    const marks = axis.selectAll("g").data(ticks, Number).join((enter) => {
      const one = enter.append("g");
      one.append("line").attr("y1", 0).attr("y2", height - 24);
      one.append("text").attr("y", height - 8).attr("text-anchor", "middle");
      return one;
    });
    marks.attr("transform", (tick) => `translate(${x(tick)},0)`).select("text").text((tick) => format.format(tick));
  };

  const zoom = d3.zoom().scaleExtent([1, 4000])
    .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button))
    .on("zoom", (event) => {
      transform = event.transform;
      draw();
    });
  const fit = () => {
    width = Math.max(320, stage.clientWidth);
    zoom.extent([[0, 0], [width, height]]).translateExtent([[0, 0], [width, height]]);
    draw();
  };
  // What lies far from all else (a treaty of 1830) would press the rest together: the picture begins with the bulk.
  const showBulk = () => {
    const starts = rows.map((row) => +row.start).sort(d3.ascending);
    if (starts.length < 20) return;
    const from = starts[Math.ceil(starts.length * 0.03)];
    const to = starts[Math.floor(starts.length * 0.98)];
    const near = Math.max(3 * day, (to - from) * 0.05);
    const [first, last] = [from - near, to + near].map(base.range([0, width]));
    const scale = Math.min(4000, width / (last - first));
    if (scale > 3) svg.call(zoom.transform, d3.zoomIdentity.scale(scale).translate(-Math.max(0, first), 0));
  };
  svg.call(zoom).on("dblclick.zoom", null);
  fit();
  showBulk();
  new ResizeObserver(fit).observe(stage);

  const moved = () => (isStill ? svg : svg.transition().duration(200));
  const actions = {
    back: () => moved().call(zoom.translateBy, width / 4 / transform.k, 0),
    in: () => moved().call(zoom.scaleBy, 2),
    out: () => moved().call(zoom.scaleBy, 0.5),
    whole: () => moved().call(zoom.transform, d3.zoomIdentity),
    on: () => moved().call(zoom.translateBy, -width / 4 / transform.k, 0),
  };
  const bar = d3.select(stage).insert("p", "svg").attr("class", "zoom-bar");
  [["back", "←"], ["out", "−"], ["in", "+"], ["whole", "0"], ["on", "→"]].forEach(([what, sign]) => {
    bar.append("button").attr("type", "button").attr("aria-label", picture.dataset[what]).attr("title", picture.dataset[what]).text(sign).on("click", actions[what]);
  });
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const what = { "+": "in", "=": "in", "-": "out", 0: "whole", ArrowLeft: "back", ArrowRight: "on" }[event.key];
    if (!what) return;
    event.preventDefault();
    actions[what]();
  });
  // A link that is come to by Tab is brought into sight.
  links.on("focus.sight", (_, row) => {
    const at = transform.applyX(base.range([0, width])(row.start));
    if (at < 0 || at > width) svg.call(zoom.translateTo, base(row.start), 0);
  });
})();
