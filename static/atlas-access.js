/* Says of a page what Streamlit leaves unsaid to assistive technology: its language, which drawings
   are pictures, which parts scroll. Every word arrives
   as data. It watches the page for that, and mends drawings that were lost with the server. */
const asked = { data: {} };
const PAUSE = 1000; // milliseconds before a lost drawing is fetched again
const SCROLLED = ".compare, .st-key-timeline-plot, .words"; // sideways, where there is no room
const heard = new WeakSet();
let watching = false;

export default function ({ data }) {
  asked.data = data;
  import(new URL(data.words.script, document.baseURI)).then((words) => words.speak(data.language, data.words.texts));
  apply();
  if (watching) return;
  watching = true;
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => { apply(); revive(); });
  };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  window.addEventListener("resize", soon);
  document.addEventListener("load", () => setTimeout(revive, PAUSE), { capture: true });
}

function apply() {
  const { language, pages, regions, hidden } = asked.data;
  set(document.documentElement, { lang: language });
  each("[data-testid=stVegaLiteChart][aria-label]", (chart) => {
    set(chart, { role: "img" });
    chart.removeAttribute("aria-roledescription");
    chart.querySelectorAll("svg, canvas").forEach((drawing) => set(drawing, { "aria-hidden": "true" }));
  });
  // marks beside words that say the same
  each(".on-scale, ol.due i, ol.due s, .key i", (mark) => set(mark, { "aria-hidden": "true" }));
  each(".rows :is(table, .frame[role])", (rows) => set(rows, { "aria-label": headingOf(rows) }));
  // several tables of a page have pages of their own
  each(".stPagination [role=navigation]", (node) => set(node, { "aria-label": `${pages}: ${headingOf(node)}` }));
  each(SCROLLED, sayMore);
  // a table wider than its place is scrolled by keys once it can have the focus
  each(".stTable > div", (frame) => {
    if (frame.scrollWidth > frame.clientWidth) {
      set(frame, { role: "group", "aria-label": headingOf(frame), tabindex: "0" });
    }
  });
  for (const [selector, name] of Object.entries(regions)) {
    each(selector, (node) => set(node, { role: "region", "aria-label": name, tabindex: "0" }));
  }
  each(hidden, (node) => set(node, { "aria-hidden": "true" }));
  each("iframe[src*=folium]", (frame) => set(frame, { title: frame.getAttribute("aria-label") || headingOf(frame) }));
}

/* Say of what scrolls sideways at which edges more of it lies. */
function sayMore(frame) {
  const { scrollLeft, clientWidth, scrollWidth } = frame;
  const more = [scrollLeft > 1 && "left", scrollLeft + clientWidth < scrollWidth - 1 && "right"];
  set(frame, { "data-more": more.filter(Boolean).join(" ") });
  if (heard.has(frame)) return;
  heard.add(frame);
  frame.addEventListener("scroll", () => sayMore(frame), { passive: true });
}

/* Fetch a drawing anew whose frame came to nothing because the server was lost at that moment. */
function revive() {
  const state = document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState;
  if (state !== "CONNECTED") return;
  each("iframe[src*=folium]", (frame) => { if (!frame.contentDocument) frame.src = frame.src; });
}

/* Return the words of the heading under which something stands. */
function headingOf(node) {
  const above = [...document.querySelectorAll("h1, h2")].filter(
    (heading) => heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
  return above.at(-1)?.textContent.trim() || "";
}

function each(selector, act) {
  document.querySelectorAll(selector).forEach(act);
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
}
