/* Draws the atlas's map: shapes fetched once, then colours, labels and legend as plain data.
   Every text arrives as data and is set as text, never as markup. */
"use strict";

const NARROW = 560; // pixels; below it the legend stands under the map
const PAPER = { width: 700, height: 375, right: 185 }; // pixels: A4 upright between its margins
const LABEL_PADDING = 3;
const INK = "var(--ink)";
const GROUND = "var(--ground)";
const UNPAINTED = "var(--raised)";
const SVG = "http://www.w3.org/2000/svg";

const Atlas = {
  map: null,
  shapes: null,
  layers: {},
  corners: {},
  labels: null,
  points: null,
  legend: null,
  painted: null,
  turn: 0,
  clicks: 0,
  paper: null,

  /* Called once by the constant base map: fetch the shapes and lay out the frame. */
  open(map, shapesAddress, fontAddress, words) {
    Atlas.map = map;
    Atlas.words = words;
    if (fontAddress) Atlas.useFont(fontAddress);
    map.createPane("labels").style.zIndex = 450;
    map.getPane("labels").style.pointerEvents = "none";
    Atlas.labels = L.layerGroup([], { pane: "labels" }).addTo(map);
    Atlas.points = L.layerGroup().addTo(map);
    Atlas.legend = document.createElement("div");
    Atlas.legend.className = "atlas-legend";
    Atlas.legend.setAttribute("role", "group");
    Atlas.legend.setAttribute("aria-label", words.legend);
    document.body.appendChild(Atlas.legend);
    Atlas.shapes = fetch(shapesAddress)
      .then((answer) => answer.json())
      .then(Atlas.drawShapes);
    window.addEventListener("resize", () => Atlas.fit());
    window.addEventListener("beforeprint", () => Atlas.fit(Atlas.paper = PAPER));
    window.addEventListener("afterprint", () => Atlas.fit(Atlas.paper = null));
    map.on("zoomend", () => {
      Atlas.layLabels();
      if (!Atlas.painted) return;
      Atlas.drawPoints(Atlas.painted.points);
      AtlasKeys.lay();
    });
    Atlas.fitControl().addTo(map);
  },

  useFont(address) {
    new FontFace("Source Sans", `url(${address})`, { weight: "200 900" }).load().then((face) => {
      document.fonts.add(face);
      Atlas.layLabels();
    });
  },

  drawShapes(collection) {
    const layer = L.geoJSON(collection, {
      style: { color: GROUND, weight: 0.9, fillColor: UNPAINTED, fillOpacity: 1 },
      smoothFactor: 0.4,
      onEachFeature(feature, area) {
        Atlas.layers[feature.properties.iso] = area;
        area.on("click", () => Atlas.choose(feature.properties.name));
        area.on("mouseover", () => Atlas.raise(area.setStyle({ weight: 2, color: INK })));
        area.on("mouseout", () => Atlas.outline(feature.properties.iso));
        area.bindTooltip(() => Atlas.tooltip(feature.properties.iso), {
          sticky: true, className: "atlas-tooltip", direction: "auto",
        });
      },
    }).addTo(Atlas.map);
    Atlas.bounds = layer.getBounds();
    Atlas.fit();
    AtlasKeys.open(Atlas.words);
  },

  /* Bring a shape to the front; a focused one that has to move keeps its focus. */
  raise(area) {
    const focused = document.activeElement === area.getElement();
    area.bringToFront();
    if (focused) area.getElement().focus({ preventScroll: true });
  },

  /* Called at every change with colours, labels and legend; geometry never travels again. */
  paint(job, choice) {
    const turn = (Atlas.turn += 1);
    Promise.all([Atlas.unpacked(job), Atlas.shapes]).then(([data]) => {
      if (turn !== Atlas.turn) return; // a later change overtook this one
      Atlas.painted = { ...data, selected: choice.selected };
      Atlas.patterns(data);
      for (const iso of Object.keys(Atlas.layers)) {
        const area = data.areas[iso] || {};
        Atlas.layers[iso].setStyle({ fillColor: area.fill || UNPAINTED });
        Atlas.outline(iso);
        const path = Atlas.layers[iso].getElement();
        if (path) {
          path.setAttribute("data-iso", iso);
          path.setAttribute("data-state", area.state || "");
        }
      }
      Atlas.drawLegend(data.legend, data);
      Atlas.fitOnce();
      Atlas.keepFrame();
      Atlas.drawPoints(data.points);
      Atlas.layLabels();
      AtlasKeys.lay();
      document.body.setAttribute("data-painted", data.name);
    });
  },

  /* Read data that came compressed, in letters and digits. */
  unpacked(letters) {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).json();
  },

  outline(iso) {
    const data = Atlas.painted || { areas: {}, selected: [] };
    const area = data.areas[iso] || {};
    const chosen = data.selected.includes(Atlas.layers[iso].feature.properties.name);
    Atlas.layers[iso].setStyle({
      color: chosen ? INK : area.line || GROUND,
      weight: chosen ? 2.2 : 0.9,
    });
    if (chosen) Atlas.raise(Atlas.layers[iso]);
  },

  choose(name) {
    Atlas.clicks += 1;
    window.Streamlit.setComponentValue({ province: name, click: Atlas.clicks });
  },

  tooltip(iso) {
    const lines = ((Atlas.painted || { areas: {} }).areas[iso] || {}).tip || [];
    return Atlas.lines(lines);
  },

  lines(texts) {
    const box = document.createElement("div");
    texts.forEach((text, i) => {
      const line = document.createElement("div");
      line.className = i === 0 ? "name" : i === 1 ? "said" : "more";
      line.textContent = text;
      box.appendChild(line);
    });
    return box;
  },

  drawPoints(points) {
    Atlas.points.clearLayers();
    for (const point of points) {
      L.circleMarker([point.y, point.x], {
        radius: 5.5, color: GROUND, weight: 1.6, fillColor: point.fill, fillOpacity: 1,
        told: point.tip, province: point.province,
      }).on("click", () => Atlas.choose(point.province)).bindTooltip(Atlas.lines(point.tip), { className: "atlas-tooltip" }).addTo(Atlas.points);
      const spot = Atlas.map.latLngToLayerPoint([point.y, point.x]);
      const size = Atlas.measure(point.label);
      Atlas.write(spot.add([size.x / 2 + 6, 0]), point.label, INK, "value", Atlas.points);
    }
  },

  /* ---- patterns: words only, not comparable and outside the plans stay apart in black and white ---- */

  patterns(data) {
    const canvas = Atlas.map.getPane("overlayPane").querySelector("svg");
    const old = canvas.querySelector("defs");
    if (old) old.remove();
    canvas.prepend(Atlas.definitions(data));
  },

  definitions({ hatch, grounds }) {
    const defs = document.createElementNS(SVG, "defs");
    defs.appendChild(Atlas.pattern("words", hatch, 6, 1.5, grounds.words, false));
    defs.appendChild(Atlas.pattern("apart", grounds.apart, 5, 1.1, grounds.words, false, -45));
    defs.appendChild(Atlas.pattern("outside", grounds.cross, 6, 0.7, grounds.outside, true));
    return defs;
  },

  pattern(id, ink, size, weight, ground, crossed, turned = 45) {
    const pattern = document.createElementNS(SVG, "pattern");
    const set = (node, attributes) => {
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
      pattern.appendChild(node);
    };
    for (const [name, value] of Object.entries({
      id, width: size, height: size, patternUnits: "userSpaceOnUse",
      patternTransform: `rotate(${turned})`,
    })) pattern.setAttribute(name, value);
    set(document.createElementNS(SVG, "rect"), { width: size, height: size, fill: ground });
    const line = { stroke: ink, "stroke-width": weight };
    set(document.createElementNS(SVG, "line"), { x1: 0, y1: 0, x2: 0, y2: size, ...line });
    if (crossed) {
      set(document.createElementNS(SVG, "line"), { x1: 0, y1: 0, x2: size, y2: 0, ...line });
    }
    return pattern;
  },

  /* ---- the legend: classes and states, each with its count ---- */

  drawLegend(legend, data) {
    Atlas.legend.replaceChildren();
    const add = (parent, tag, name, text) => {
      const node = document.createElement(tag);
      node.className = name;
      if (text !== undefined) node.textContent = text;
      parent.appendChild(node);
      return node;
    };
    const groups = [
      ["classes", legend.title, legend.classes],
      ["states", "", [...legend.states, ...legend.points]],
    ];
    for (const [name, title, entries] of groups) {
      const box = add(Atlas.legend, "div", `group ${name}`);
      if (title && entries.length) add(box, "div", "title", title);
      const list = add(box, "div", "rows");
      list.setAttribute("role", "list");
      for (const entry of entries) {
        const row = add(list, "div", "row");
        row.setAttribute("role", "listitem");
        row.appendChild(Atlas.swatch(entry, data));
        add(row, "span", "label", entry.label);
        add(row, "span", "count", String(entry.count));
      }
    }
  },

  swatch(entry, data) {
    const canvas = document.createElementNS(SVG, "svg");
    canvas.setAttribute("class", "swatch");
    canvas.setAttribute("aria-hidden", "true");
    canvas.appendChild(Atlas.definitions(data));
    if (entry.point) {
      const dot = document.createElementNS(SVG, "circle");
      for (const [name, value] of Object.entries({ cx: 13, cy: 6.5, r: 5, fill: entry.fill })) {
        dot.setAttribute(name, value);
      }
      canvas.appendChild(dot);
      return canvas;
    }
    const box = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({
      x: 0.5, y: 0.5, width: 25, height: 12, fill: entry.fill,
      stroke: entry.line || "none", "stroke-width": 0.8,
    })) box.setAttribute(name, value);
    canvas.appendChild(box);
    return canvas;
  },

  /* ---- labels: inside where they fit, at the end of a leader where a place is set, else none ---- */

  layLabels() {
    const data = Atlas.painted;
    if (!data || !Atlas.map) return;
    Atlas.labels.clearLayers();
    Atlas.corners = {};
    const taken = [];
    const wanted = Object.entries(data.areas).filter(([, area]) => area.label);
    const late = [];
    Atlas.writeCodes(data);
    for (const [iso, area] of wanted) {
      if (!Atlas.place(iso, area, 12, taken)) late.push([iso, area]);
    }
    for (const [iso, area] of late) {
      Atlas.lead(iso, area, taken) || Atlas.place(iso, area, 10, taken);
    }
  },

  place(iso, area, pixels, taken) {
    const size = Atlas.measure(area.label, pixels);
    const spot = Atlas.spotInside(iso, size);
    if (!spot || !Atlas.free(spot, size, taken)) return false;
    taken.push(Atlas.box(spot, size));
    Atlas.write(spot, area.label, area.ink, pixels < 12 ? "small" : "value");
    return true;
  },

  /* On the tile grid every square carries its code, in Chinese its name, and its label below it. */
  writeCodes(data) {
    for (const [iso, layer] of Object.entries(Atlas.layers)) {
      const { code, label, name_zh: chinese } = layer.feature.properties;
      if (!code) continue;
      const centre = Atlas.map.latLngToLayerPoint([label[1], label[0]]);
      const area = data.areas[iso] || {};
      const called = data.language === "zh" ? chinese : code;
      Atlas.write(centre.subtract([0, 9]), called, area.label ? area.ink : INK, "code");
    }
  },

  lead(iso, area, taken) {
    if (!area.leader || Atlas.map.getSize().x < NARROW) return false;
    const text = `${area.short} ${area.label}`;
    const size = Atlas.measure(text);
    const end = Atlas.map.latLngToLayerPoint([area.leader[1], area.leader[0]]);
    const spot = L.point(end.x + size.x / 2 + 3, end.y);
    if (!Atlas.free(spot, size, taken)) return false;
    taken.push(Atlas.box(spot, size));
    const label = Atlas.layers[iso].feature.properties.label;
    L.polyline([[label[1], label[0]], [area.leader[1], area.leader[0]]], {
      color: "var(--quiet)", weight: 0.8, interactive: false, pane: "labels",
    }).addTo(Atlas.labels);
    Atlas.write(spot, text, INK);
    return true;
  },

  measure(text, pixels = 12) {
    Atlas.ruler = Atlas.ruler || document.createElement("canvas").getContext("2d");
    Atlas.ruler.font = `500 ${pixels}px ` + getComputedStyle(document.body).fontFamily;
    return L.point(Atlas.ruler.measureText(text).width + 2 * LABEL_PADDING, pixels + 2);
  },

  box(spot, size) {
    return L.bounds(spot.subtract(size.divideBy(2)), spot.add(size.divideBy(2)));
  },

  free(spot, size, taken) {
    const box = Atlas.box(spot, size);
    return !taken.some((other) => other.intersects(box));
  },

  /* The widest level stretch of the shape near its label point that holds the text. */
  spotInside(iso, size) {
    const { label: [x, y], code } = Atlas.layers[iso].feature.properties;
    const centre = Atlas.map.latLngToLayerPoint([y, x]);
    for (const shift of code ? [8] : [0, -6, 6, -12, 12]) {
      const spans = [-size.y / 2, 0, size.y / 2].map((dy) =>
        Atlas.span(iso, centre.x, centre.y + shift + dy));
      if (spans.some((span) => !span)) continue;
      const left = Math.max(...spans.map((span) => span[0]));
      const right = Math.min(...spans.map((span) => span[1]));
      if (right - left < size.x) continue;
      const middle = Math.min(Math.max(centre.x, left + size.x / 2), right - size.x / 2);
      return L.point(middle, centre.y + shift);
    }
    return null;
  },

  /* Where a level line through a layer point enters and leaves the shape around it. */
  span(iso, x, y) {
    const cuts = [];
    for (const ring of Atlas.rings(iso)) {
      for (let i = 1; i < ring.length; i += 1) {
        const [a, b] = [ring[i - 1], ring[i]];
        if (a.y > y !== b.y > y) cuts.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
      }
    }
    cuts.sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      if (cuts[i] <= x && x <= cuts[i + 1]) return [cuts[i], cuts[i + 1]];
    }
    return null;
  },

  /* The corners of a shape in pixels, found once each time that labels are laid. */
  rings(iso) {
    const flatten = (parts) => (Array.isArray(parts[0]) ? parts.flatMap(flatten) : [parts]);
    Atlas.corners[iso] ||= flatten(Atlas.layers[iso].getLatLngs()).map((ring) =>
      ring.concat([ring[0]]).map((corner) => Atlas.map.latLngToLayerPoint(corner)));
    return Atlas.corners[iso];
  },

  write(spot, text, ink, kind = "value", layer = Atlas.labels) {
    const node = document.createElement("span");
    node.className = `atlas-label ${kind}`;
    node.style.color = ink;
    node.textContent = text;
    L.marker(Atlas.map.layerPointToLatLng(spot), {
      icon: L.divIcon({ html: node, className: "atlas-label-anchor", iconSize: [0, 0] }),
      interactive: false, keyboard: false, pane: "labels",
    }).addTo(layer);
  },

  /* ---- the frame: the legend beside the shapes where there is room, under them where not ---- */

  fitOnce() {
    if (Atlas.fitted) return;
    Atlas.fitted = true;
    Atlas.fit();
  },

  /* The frame's owner sets its height anew at every paint. */
  keepFrame() {
    if (!document.body.classList.contains("narrow")) return;
    window.Streamlit.setFrameHeight(Atlas.narrowHeight() + Atlas.legend.offsetHeight + 12);
  },

  fit(paper = Atlas.paper) {
    const map = Atlas.map;
    if (!Atlas.bounds) return;
    const narrow = !paper && document.documentElement.clientWidth < NARROW;
    document.body.classList.toggle("narrow", narrow);
    const given = paper ? paper.height : window.__GLOBAL_DATA__.height;
    const height = narrow ? Atlas.narrowHeight() : given;
    if (!paper) window.Streamlit.setFrameHeight(narrow ? height + Atlas.legend.offsetHeight + 12 : given);
    map.getContainer().style.width = paper ? `${paper.width}px` : "100%";
    map.getContainer().style.height = `${height}px`;
    map.invalidateSize({ animate: false });
    if (!map.getSize().x) return; // a frame that is not laid out is resized once it is
    map.options.minZoom = -10;
    map.fitBounds(Atlas.bounds, {
      animate: false, paddingTopLeft: narrow ? [4, 4] : [14, 8], paddingBottomRight: narrow ? [4, 4] : [paper?.right ?? 112, 8],
    });
    map.options.minZoom = map.getZoom() - 0.3;
    map.setMaxBounds(Atlas.bounds.pad(0.25));
    Atlas.layLabels();
  },

  /* On a phone the map is as wide as the frame and only as high as the shapes need. */
  narrowHeight() {
    const [south, north] = [Atlas.bounds.getSouth(), Atlas.bounds.getNorth()];
    const [west, east] = [Atlas.bounds.getWest(), Atlas.bounds.getEast()];
    const width = document.documentElement.clientWidth;
    return Math.round((width * (north - south)) / (east - west)) + 12;
  },

  fitControl() {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const box = L.DomUtil.create("div", "leaflet-bar");
      const link = L.DomUtil.create("a", "atlas-fit", box);
      link.href = "#";
      link.setAttribute("role", "button");
      link.textContent = "⤢";
      L.DomEvent.on(link, "click", (event) => { L.DomEvent.stop(event); Atlas.fit(); });
      return box;
    };
    return control;
  },
};

/* Streamlit tells its frames with every message whether its pages are light or dark. */
window.addEventListener("message", ({ data }) => {
  if (data?.theme?.base) document.documentElement.style.colorScheme = data.theme.base;
});

window.Atlas = Atlas;
