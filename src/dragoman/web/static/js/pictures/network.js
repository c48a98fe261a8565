// The network of a period, laid out by forces; drawn by WebGL, or as SVG where there is none.
// The slider moves the period: nodes that stay keep their places.
"use strict";
(async () => {
  const picture = document.querySelector(".picture.network");
  if (!picture || !window.d3) return;
  const stage = picture.querySelector(".network-stage");
  const said = picture.querySelector("output");
  const months = picture.dataset.months.split(" ").filter(Boolean);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const places = new Map();
  let shown = { nodes: [], edges: [] };
  let drawn = null;
  picture.hidden = false;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", picture.dataset.label);
  stage.tabIndex = 0;

  // Custom properties know light and dark only where they are used: a probe tells the colour of now.
  const colour = (name) => {
    const probe = document.createElement("span");
    probe.style.color = `var(${name})`;
    picture.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    // Browsers may answer in another colour space; WebGL wants plain numbers.
    const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    pixel.fillStyle = found;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((one) => one.toString(16).padStart(2, "0")).join("")}`;
  };

  const radius = (total, most) => 4 + 14 * Math.sqrt(total / most);
  const thickness = (total, most) => 0.6 + 5 * Math.sqrt(total / most);

  const laidOut = ({ nodes, edges }) => {
    const most = d3.max(nodes, (one) => one.total) || 1;
    const mostEdge = d3.max(edges, (one) => one.total) || 1;
    const points = nodes.map((one, at) => {
      const before = places.get(one.code);
      const angle = at * 2.399963;
      return { ...one, r: radius(one.total, most), x: before?.x ?? 12 * Math.sqrt(at) * Math.cos(angle), y: before?.y ?? 12 * Math.sqrt(at) * Math.sin(angle) };
    });
    const lines = edges.map((one) => ({ ...one, source: one.lesser, target: one.greater, w: thickness(one.total, mostEdge) }));
    d3.forceSimulation(points)
      .force("link", d3.forceLink(lines).id((one) => one.code).distance(70).strength((one) => 0.15 + 0.5 * (one.total / mostEdge)))
      .force("charge", d3.forceManyBody().strength(-160))
      .force("collide", d3.forceCollide((one) => one.r + 8))
      .force("x", d3.forceX().strength(0.05)).force("y", d3.forceY().strength(0.09))
      .stop().tick(places.size ? 120 : 260);
    points.forEach((one) => places.set(one.code, { x: one.x, y: one.y }));
    return { points, lines };
  };

  const words = (one) => `${one.name}: ${number.format(one.total)}`;

  // The same as SVG: to save, and to look at where there is no WebGL.
  const asSvg = ({ points, lines }) => {
    const width = 960;
    const height = 560;
    const [left, right] = d3.extent(points, (one) => one.x);
    const [top, bottom] = d3.extent(points, (one) => one.y);
    const scale = Math.min((width - 200) / (right - left || 1), (height - 80) / (bottom - top || 1), 3);
    const x = (one) => width / 2 + (one.x - (left + right) / 2) * scale;
    const y = (one) => height / 2 + (one.y - (top + bottom) / 2) * scale;
    const svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("class", "network-svg").attr("role", "group").attr("aria-label", picture.dataset.label);
    svg.append("g").selectAll("line").data(lines).join("line").attr("class", "tie")
      .attr("x1", (one) => x(one.source)).attr("y1", (one) => y(one.source)).attr("x2", (one) => x(one.target)).attr("y2", (one) => y(one.target))
      .attr("stroke-width", (one) => one.w)
      .append("title").text((one) => `${one.lesser_name} – ${one.greater_name}: ${number.format(one.total)}`);
    const links = svg.append("g").selectAll("a").data(points).join("a").attr("href", (one) => one.page).attr("aria-label", words)
      .attr("transform", (one) => `translate(${x(one)},${y(one)})`);
    links.append("circle").attr("class", "node").attr("r", (one) => one.r).append("title").text(words);
    const spots = roomForNames(points.map((one) => ({ x: x(one), y: y(one), r: one.r, wide: one.name.length * 6.8, high: 14 })), width);
    links.filter((_, at) => spots[at]).append("text").text((one) => one.name)
      .attr("x", (one) => spots[points.indexOf(one)].x - x(one)).attr("y", (one) => spots[points.indexOf(one)].y - y(one));
    return svg.node();
  };

  const hasWebGl = () => {
    try {
      return Boolean(document.createElement("canvas").getContext("webgl2"));
    } catch {
      return false;
    }
  };
  const script = (url) => new Promise((done, failed) => {
    const one = document.createElement("script");
    one.src = url;
    one.addEventListener("load", done);
    one.addEventListener("error", failed);
    document.head.append(one);
  });
  // Sigma asks WebGL as it is loaded: where there is none, it is left away.
  let isGl = hasWebGl();
  if (isGl) {
    try {
      await script(picture.dataset.graphology);
      await script(picture.dataset.sigma);
    } catch {
      isGl = false;
    }
  }

  const asGl = ({ points, lines }) => {
    const graph = new graphology.UndirectedGraph();
    const node = colour("--meeting");
    const tie = colour("--tie");
    const isNarrow = stage.clientWidth < 480;
    points.forEach((one) => graph.addNode(one.code, { x: one.x, y: -one.y, size: isNarrow ? one.r * 0.6 : one.r, label: one.name, color: node, page: one.page, words: words(one) }));
    lines.forEach((one) => graph.addEdge(one.lesser, one.greater, { size: one.w, color: tie }));
    if (drawn) {
      drawn.setGraph(graph);
    } else {
      drawn = new Sigma(graph, stage, { stagePadding: isNarrow ? 56 : 40, labelDensity: 20, labelGridCellSize: 60, labelRenderedSizeThreshold: isNarrow ? 2.4 : 4, defaultDrawNodeLabel: keepName, labelFont: "system-ui, sans-serif", labelSize: isNarrow ? 11 : 13, zIndex: true, defaultDrawNodeHover: drawHover, allowInvalidContainer: true });
      drawn.on("beforeRender", () => { wanted = []; });
      drawn.on("afterRender", drawNames);
      drawn.on("clickNode", ({ node: code }) => { location.href = drawn.getGraph().getNodeAttribute(code, "page"); });
      let lit = null;
      const light = (code) => {
        lit = code;
        stage.style.cursor = code ? "pointer" : "";
        drawn.refresh({ skipIndexation: true });
      };
      drawn.on("enterNode", ({ node: code }) => light(code));
      drawn.on("leaveNode", () => light(null));
      drawn.setSetting("edgeReducer", (edge, data) => (lit && drawn.getGraph().hasExtremity(edge, lit) ? { ...data, color: colour("--accent"), zIndex: 1 } : data));
      drawn.setSetting("nodeReducer", (code, data) => (lit && code !== lit && !drawn.getGraph().areNeighbors(code, lit) ? { ...data, color: colour("--rule"), label: "" } : data));
    }
    drawn.setSetting("labelColor", { color: colour("--ink") });
  };

  // Sigma says each name that it would draw; they are drawn together, once it is known where there is room.
  let wanted = [];
  const keepName = (context, data, settings) => wanted.push({ context, data, settings });
  const drawNames = () => {
    const nodes = wanted.map(({ context, data, settings }) => {
      context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
      return { x: data.x, y: data.y, r: data.size, wide: data.label ? context.measureText(data.label).width : 0, high: settings.labelSize + 3 };
    });
    roomForNames(nodes, stage.clientWidth).forEach((spot, at) => {
      if (!spot) return;
      const { context, data, settings } = wanted[at];
      context.fillStyle = settings.labelColor.color;
      context.fillText(data.label, spot.x, spot.y);
    });
  };

  const drawHover = (context, data, settings) => {
    if (!data.label) return;
    context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
    const text = data.words ?? data.label;
    const wide = context.measureText(text).width;
    context.fillStyle = colour("--raised");
    context.fillRect(data.x + data.size + 1, data.y - 11, wide + 10, 22);
    context.fillStyle = colour("--ink");
    context.fillText(text, data.x + data.size + 6, data.y + 4);
  };

  let layout = null;
  const draw = () => {
    layout = laidOut(shown);
    const note = stage.querySelector(".nobody");
    if (note) note.remove();
    if (!shown.nodes.length) {
      const none = document.createElement("p");
      none.className = "nobody";
      none.textContent = picture.dataset.nobody;
      stage.append(none);
    }
    if (isGl) asGl(layout);
    else {
      stage.querySelector("svg")?.remove();
      if (shown.nodes.length) stage.append(asSvg(layout));
    }
  };

  const rows = document.querySelector("[data-edges]");
  const tell = () => {
    const kinds = picture.dataset.kinds.split(" ");
    rows.replaceChildren(...shown.edges.map((edge) => {
      const row = document.createElement("tr");
      const head = row.appendChild(document.createElement("th"));
      head.scope = "row";
      const link = head.appendChild(document.createElement("a"));
      link.href = edge.page;
      link.textContent = `${edge.lesser_name} – ${edge.greater_name}`;
      kinds.forEach((kind) => {
        const cell = row.appendChild(document.createElement("td"));
        cell.className = edge[kind] ? "n" : "n none";
        cell.textContent = number.format(edge[kind]);
      });
      return row;
    }));
  };

  const load = async (since, until) => {
    const url = new URL(picture.dataset.src, location.href);
    if (since) url.searchParams.set("since", since);
    if (until) url.searchParams.set("until", until);
    const answer = await fetch(url);
    if (!answer.ok) return;
    shown = await answer.json();
    draw();
    tell();
  };

  const at = picture.querySelector("input[type=range]");
  const span = picture.querySelector("select");
  const monthName = (month) => new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`));
  const monthsBefore = (month, n) => {
    const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - n;
    return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
  };
  let timer = 0;
  const choose = () => {
    const length = Number(span.value);
    const until = length ? months[Number(at.value)] : "";
    const since = length ? monthsBefore(until, length - 1) : "";
    at.disabled = !length;
    const text = !length ? picture.dataset.all : since === until ? monthName(until) : `${monthName(since)} – ${monthName(until)}`;
    said.textContent = text;
    at.setAttribute("aria-valuetext", text);
    clearTimeout(timer);
    timer = setTimeout(() => load(since, until), 120);
  };
  if (at) {
    at.addEventListener("input", choose);
    span.addEventListener("change", choose);
    at.disabled = true;
    const given = [picture.dataset.since, picture.dataset.until].filter(Boolean);
    said.textContent = given.length ? given.join(" – ") : picture.dataset.all;
  }

  const actions = {
    in: () => drawn?.getCamera().animatedZoom({ duration: isStill ? 0 : 200 }),
    out: () => drawn?.getCamera().animatedUnzoom({ duration: isStill ? 0 : 200 }),
    whole: () => drawn?.getCamera().animatedReset({ duration: isStill ? 0 : 200 }),
  };
  const keys = { "+": "in", "=": "in", "-": "out", 0: "whole" };
  if (isGl) {
    const bar = document.createElement("p");
    bar.className = "zoom-bar";
    [["in", "+"], ["out", "−"], ["whole", "0"]].forEach(([what, sign]) => {
      const button = bar.appendChild(document.createElement("button"));
      button.type = "button";
      button.title = picture.dataset[what];
      button.setAttribute("aria-label", picture.dataset[what]);
      button.textContent = sign;
      button.addEventListener("click", actions[what]);
    });
    stage.before(bar);
    stage.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const camera = drawn?.getCamera();
      const step = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[event.key];
      if (keys[event.key]) actions[keys[event.key]]();
      else if (step && camera) {
        const state = camera.getState();
        camera.setState({ x: state.x + step[0] * state.ratio, y: state.y + step[1] * state.ratio });
      } else return;
      event.preventDefault();
    });
  }
  picture.svgOf = () => {
    const svg = asSvg(layout);
    svg.classList.add("saved");
    stage.append(svg);
    queueMicrotask(() => svg.remove());
    return svg;
  };
  document.addEventListener("dragoman:theme", () => draw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw());
  load(picture.dataset.since, picture.dataset.until);
})();
