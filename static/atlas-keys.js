/* Makes the map work without a mouse: one tab stop, arrow keys from province to province, Enter to
   choose, Escape to put the note away, and every province told to those who cannot see it.
   Every word arrives as data and is set as text, never as markup. */
"use strict";

const STRAY = 2; // how much worse a step aside is than a step ahead
const ASKEW = 1.2; // how far aside still counts as in a direction, for each step ahead
const SOON = 60; // milliseconds; a live region emptied and filled at once is not read out
const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

const AtlasKeys = {
  stops: [], // what can be reached: provinces by name, then places within them
  at: "", // the key of the stop that Tab leads to
  words: {},
  borders: {},
  ring: null,
  told: "",

  /* Called once, when the shapes are drawn. */
  open(words) {
    AtlasKeys.words = words;
    AtlasKeys.borders = AtlasKeys.bordering();
    const map = Atlas.map;
    map.createPane("focus").style.zIndex = 440;
    map.getPane("focus").style.pointerEvents = "none";
    map.getPane("labels").setAttribute("aria-hidden", "true"); // each stop says its own figure
    AtlasKeys.live = AtlasKeys.box("atlas-live", { "aria-live": "polite", role: "status" });
    AtlasKeys.hint = AtlasKeys.box("atlas-hint", { "aria-hidden": "true" });
    AtlasKeys.hint.textContent = words.hint;
    map.getContainer().append(AtlasKeys.hint);
    AtlasKeys.name(".leaflet-control-zoom-in", words.closer);
    AtlasKeys.name(".leaflet-control-zoom-out", words.wider);
    AtlasKeys.name(".atlas-fit", words.whole);
    // not on the drawing itself: one that listens for the focus is a tab stop of its own
    const pane = map.getPane("overlayPane");
    pane.addEventListener("focusin", (event) => AtlasKeys.arrive(AtlasKeys.stopOf(event.target)));
    pane.addEventListener("focusout", AtlasKeys.leave);
    pane.addEventListener("keydown", AtlasKeys.press);
    AtlasKeys.dismissAlsoFromThePage();
    map.on("tooltipopen", (event) => AtlasKeys.keepInside(event.tooltip.getElement()));
  },

  box(name, attributes) {
    const made = document.createElement("div");
    made.className = name;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    document.body.appendChild(made);
    return made;
  },

  name(selector, words) {
    const control = document.querySelector(selector);
    control.title = words;
    control.setAttribute("aria-label", words);
  },

  canvas() {
    return Atlas.map.getPane("overlayPane").querySelector("svg");
  },

  /* Called after every change: name the stops, mark the chosen ones, keep one tab stop. */
  lay() {
    const held = AtlasKeys.stopOf(document.activeElement)?.key;
    const data = Atlas.painted;
    const spot = ([x, y]) => Atlas.map.latLngToLayerPoint([y, x]);
    const areas = Object.entries(Atlas.layers).map(([iso, layer]) => ({
      key: iso,
      layer,
      name: data.areas[iso]?.tip[0] || layer.feature.properties.name,
      province: layer.feature.properties.name,
      told: data.areas[iso]?.tip || [],
      spot: spot(layer.feature.properties.label),
    }));
    const places = Atlas.points.getLayers().filter((layer) => layer.options.told).map((layer, i) => ({
      key: `place ${i}`,
      layer,
      name: layer.options.told[0],
      province: layer.options.province,
      told: layer.options.told,
      spot: Atlas.map.latLngToLayerPoint(layer.getLatLng()),
    }));
    AtlasKeys.stops = [...areas, ...places];
    AtlasKeys.stops.forEach((stop, i) => AtlasKeys.dress(stop, i, data.selected));
    const canvas = AtlasKeys.canvas();
    window.frameElement?.setAttribute("aria-label", data.title);
    window.frameElement?.setAttribute("aria-description", AtlasKeys.words.frame);
    canvas.setAttribute("role", "listbox");
    canvas.setAttribute("aria-label", data.title);
    canvas.setAttribute("aria-description", AtlasKeys.words.keys);
    // an option is one to Chromium only where nothing stands between it and its list
    for (const group of canvas.querySelectorAll("g")) group.setAttribute("role", "presentation");
    const known = AtlasKeys.stops.some((stop) => stop.key === AtlasKeys.at);
    if (!known) AtlasKeys.at = AtlasKeys.stops[0].key;
    const chosen = areas.find((stop) => data.selected.includes(stop.province));
    if (chosen && !held) AtlasKeys.at = chosen.key;
    AtlasKeys.tabTo(AtlasKeys.at);
    if (held && !AtlasKeys.stopOf(document.activeElement)) AtlasKeys.focus(AtlasKeys.find(held));
    if (AtlasKeys.told && AtlasKeys.told !== data.told) AtlasKeys.say([data.told]);
    AtlasKeys.told = data.told;
  },

  dress(stop, i, selected) {
    const node = stop.layer.getElement();
    stop.node = node;
    node.setAttribute("role", "option");
    node.setAttribute("aria-label", stop.name);
    node.setAttribute("aria-posinset", i + 1);
    node.setAttribute("aria-setsize", AtlasKeys.stops.length);
    const isArea = Boolean(stop.layer.feature);
    node.setAttribute("aria-selected", String(isArea && selected.includes(stop.province)));
  },

  find(key) {
    return AtlasKeys.stops.find((stop) => stop.key === key);
  },

  stopOf(node) {
    return node && AtlasKeys.stops.find((stop) => stop.node === node);
  },

  tabTo(key) {
    AtlasKeys.at = key;
    for (const stop of AtlasKeys.stops) stop.node.setAttribute("tabindex", stop.key === key ? 0 : -1);
  },

  /* ---- arriving, leaving, moving ---- */

  arrive(stop) {
    if (!stop) return;
    AtlasKeys.tabTo(stop.key);
    stop.node.removeAttribute("aria-describedby"); // the live region says it; once is enough
    if (!stop.node.matches(":focus-visible")) return;
    const place = Atlas.map.layerPointToLatLng(stop.spot);
    Atlas.map.panInside(place, { padding: [24, 24], animate: false });
    stop.layer.openTooltip(AtlasKeys.beside(stop, place));
    AtlasKeys.keepInside(stop.layer.getTooltip().getElement());
    AtlasKeys.keepOff(stop.node, stop.layer.getTooltip().getElement());
    stop.node.removeAttribute("aria-describedby");
    document.body.classList.add("keys");
    AtlasKeys.encircle(stop);
    AtlasKeys.say(stop.told.slice(1));
  },

  /* A note opens at the side of a shape, so that it does not hide it. */
  beside(stop, place) {
    if (!stop.layer.feature) return place;
    const bounds = stop.layer.getBounds();
    const leftHalf = place.lng < Atlas.map.getCenter().lng; // Leaflet opens it to the right there
    return [place.lat, leftHalf ? bounds.getEast() : bounds.getWest()];
  },

  leave() {
    AtlasKeys.ring?.remove();
    AtlasKeys.ring = null;
    document.body.classList.remove("keys");
  },

  /* A dark line within a white one is seen on every colour of every scale. */
  encircle(stop) {
    AtlasKeys.ring?.remove();
    const line = (name, weight) => {
      const look = { className: name, weight, fill: false, interactive: false, pane: "focus" };
      return stop.layer.feature
        ? L.geoJSON(stop.layer.feature, { ...look, style: look, smoothFactor: 0.4 })
        : L.circleMarker(stop.layer.getLatLng(), { ...look, radius: 9 });
    };
    AtlasKeys.ring = L.layerGroup([line("atlas-ring halo", 7), line("atlas-ring", 3.4)]).addTo(Atlas.map);
  },

  press(event) {
    const stop = AtlasKeys.stopOf(event.target);
    if (!stop || event.ctrlKey || event.metaKey || event.altKey) return;
    const onward = AtlasKeys.wanted(stop, event.key);
    if (event.key === "Escape") AtlasKeys.dismiss();
    else if (event.key === "Enter" || event.key === " ") AtlasKeys.choose(stop);
    else if (onward) AtlasKeys.focus(onward);
    else if (!(event.key in WAYS)) return;
    event.preventDefault();
    event.stopPropagation();
  },

  wanted(stop, key) {
    if (key in WAYS) return AtlasKeys.next(stop, key);
    if (key === "Home") return AtlasKeys.stops[0];
    if (key === "End") return AtlasKeys.stops.at(-1);
    if (key.length !== 1 || key === " ") return null;
    const from = AtlasKeys.stops.indexOf(stop) + 1;
    const turned = [...AtlasKeys.stops.slice(from), ...AtlasKeys.stops.slice(0, from)];
    const begins = (name) => name.toLowerCase().startsWith(key.toLowerCase());
    return turned.find(({ name, province }) => begins(name) || begins(province)); // or its pinyin
  },

  /* The next stop in a direction: one across a common border if there is one, then any well in
     that direction, then any at all, so that every stop can be reached. */
  next(stop, key) {
    const [right, down] = WAYS[key];
    const steps = AtlasKeys.stops.filter((other) => other !== stop).map((other) => {
      const [x, y] = [other.spot.x - stop.spot.x, other.spot.y - stop.spot.y];
      return { other, ahead: x * right + y * down, aside: Math.abs(x * down - y * right) };
    }).filter(({ ahead }) => ahead > 0.5);
    const straight = steps.filter(({ ahead, aside }) => aside <= ASKEW * ahead);
    const bordering = straight.filter(({ other }) => AtlasKeys.borders[stop.key]?.has(other.key));
    const near = [bordering, straight, steps].find((some) => some.length) || [];
    const cost = ({ ahead, aside }) => ahead + STRAY * aside;
    return near.sort((one, two) => cost(one) - cost(two))[0]?.other;
  },

  /* Which shapes have a common border: those that share corners. */
  bordering() {
    const corners = new Map();
    const borders = {};
    const corner = (point, iso) => {
      if (Array.isArray(point[0])) return point.forEach((inner) => corner(inner, iso));
      const known = corners.get(String(point)) || corners.set(String(point), new Set()).get(String(point));
      known.add(iso);
    };
    for (const [iso, layer] of Object.entries(Atlas.layers)) {
      corner(layer.feature.geometry.coordinates, iso);
      borders[iso] = new Set();
    }
    for (const around of corners.values()) {
      for (const iso of around) around.forEach((other) => other !== iso && borders[iso].add(other));
    }
    return borders;
  },

  focus(stop) {
    if (!stop) return;
    stop.layer.bringToFront(); // before the focus: moving a focused shape would lose it
    stop.node.focus({ preventScroll: true });
  },

  choose(stop) {
    if (!stop.province) return;
    Atlas.choose(stop.province);
    AtlasKeys.say([AtlasKeys.words.chosen.replace("{name}", stop.layer.feature ? stop.name : stop.province)]);
  },

  dismiss() {
    for (const stop of AtlasKeys.stops) stop.layer.closeTooltip();
  },

  /* On a phone a note is nearly as wide as the frame: push it in where an end would be cut off. */
  keepInside(note) {
    note.style.margin = "";
    if (!document.body.classList.contains("narrow")) return;
    const { left, right, top } = note.getBoundingClientRect();
    const { marginLeft, marginTop } = getComputedStyle(note);
    const width = document.documentElement.clientWidth;
    const aside = Math.max(4 - left, 0) || Math.min(width - 4 - right, 0);
    note.style.marginLeft = `${parseFloat(marginLeft) + aside}px`;
    note.style.marginTop = `${parseFloat(marginTop) + Math.max(4 - top, 0)}px`;
  },

  /* On a phone there is no room at the side of a shape: set the note above it, else below. */
  keepOff(node, note) {
    if (!document.body.classList.contains("narrow")) return;
    const [shape, box] = [node.getBoundingClientRect(), note.getBoundingClientRect()];
    const above = shape.top - 4 - box.bottom;
    const below = shape.bottom + 4 - box.top;
    const shift = box.top + above >= 4 ? above : below;
    note.style.marginTop = `${parseFloat(getComputedStyle(note).marginTop) + shift}px`;
  },

  /* A note under the pointer goes away with Escape wherever the focus is. */
  dismissAlsoFromThePage() {
    const listening = new AbortController();
    const escape = (event) => event.key === "Escape" && AtlasKeys.dismiss();
    for (const page of [document, window.parent.document]) {
      page.addEventListener("keydown", escape, { signal: listening.signal });
    }
    window.addEventListener("pagehide", () => listening.abort());
  },

  say(lines) {
    AtlasKeys.live.textContent = "";
    clearTimeout(AtlasKeys.saying);
    AtlasKeys.saying = setTimeout(() => { AtlasKeys.live.textContent = lines.join(" "); }, SOON);
  },
};
