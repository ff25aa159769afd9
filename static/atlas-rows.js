/* Draws rows as a table whose texts are wrapped, and where there is less room as a list in which
   each row is a short paragraph. Every text arrives as data and is set as text, never as markup.
   A table is one tab stop; what was chosen and what was ordered goes to the page, which answers
   with other rows. */
const ROOM = 720; // pixels that a table needs
const NARROW = 560; // and a list that has columns
const LAID_OUT = 5000; // milliseconds after which a page no longer grows by itself
const drawn = new WeakMap();
const lists = new Set(); // those on the page, so that arrows lead from one to the next
let held = null; // the row that the reader has just chosen: it keeps its place and the focus in new drawings
let last = null; // where the focus was: a new drawing that takes it away gives it back
window.addEventListener("pointerdown", () => { last = null; }, { capture: true, passive: true });
window.addEventListener("focusin", ({ target }) => { last = target.closest?.(".rows table [data-stop]")?.dataset.stop ?? null; });
for (const turned of ["wheel", "touchmove", "pointerdown", "keydown"]) {
  window.addEventListener(turned, () => { held = null; }, { capture: true, passive: true });
}

export default async function (component) {
  const { parentElement, data: packed } = component;
  const turn = (drawn.get(parentElement)?.turn ?? 0) + 1;
  drawn.set(parentElement, { ...drawn.get(parentElement), turn });
  const text = await unpacked(packed);
  const known = drawn.get(parentElement);
  if (known.turn !== turn || known.text === text) return;
  const view = { component, data: JSON.parse(text), root: make("div", "rows") };
  const focused = known.view?.root.contains(document.activeElement) && document.activeElement.dataset.stop;
  build(view);
  if (view.data.printed) view.paper = onPaper(view.data);
  known.view?.paper?.remove();
  if (known.view) known.view.root.replaceWith(view.root);
  else parentElement.append(view.root);
  if (view.paper) view.root.after(view.paper);
  lists.delete(known.view);
  lists.add(view);
  drawn.set(parentElement, { turn, text, view });
  settle(view, focused, !known.view);
}

/* Return the text of compressed JSON. */
function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

function make(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

function build(view) {
  const { data, root } = view;
  root.classList.toggle("listed", data.listed);
  root.classList.toggle("chooses", data.chooses);
  root.lang = data.words.language;
  const table = make("table");
  table.setAttribute("role", data.chooses ? "grid" : "table");
  table.append(heads(view), body(view));
  const frame = make("div", "frame");
  frame.append(table);
  if (!data.chooses) Object.assign(frame, { tabIndex: 0, role: "group" }); // scrolled by keys
  if (!data.goesOn) root.append(picker(view));
  root.append(frame);
  new ResizeObserver(([{ contentRect }]) => {
    root.classList.toggle("listed", data.listed || contentRect.width < ROOM);
    root.classList.toggle("narrow", contentRect.width < (data.listed ? NARROW : ROOM));
  }).observe(root);
  listen(view, table);
}

/* The rows as words, as they stand on paper; a screen has the drawing. */
function onPaper({ columns, rows }) {
  const place = make("div", "words on-paper");
  const table = make("table");
  const head = table.createTHead().insertRow();
  for (const column of columns) head.append(scoped("col", column.head));
  const body = table.createTBody();
  for (const { cells: [first, ...rest] } of rows) {
    const row = body.insertRow();
    row.append(scoped("row", first), ...rest.map((cell) => make("td", "", cell)));
  }
  place.append(table);
  return place;
}

function scoped(scope, text) {
  return Object.assign(make("th", "", text), { scope });
}

/* The heads of the columns: each orders the rows by it, and by it downwards when pressed again. */
function heads(view) {
  const { columns, order } = view.data;
  const head = make("thead");
  head.setAttribute("role", "rowgroup");
  const row = head.insertRow();
  row.setAttribute("role", "row");
  for (const column of columns) {
    const cell = make("th", column.part);
    cell.scope = "col";
    cell.setAttribute("role", "columnheader");
    cell.ariaSort = order === column.name ? "ascending" : order === `-${column.name}` ? "descending" : "none";
    const button = make("button", "", column.head);
    button.type = "button";
    button.tabIndex = -1;
    button.dataset.stop = `head ${column.name}`;
    button.addEventListener("click", () => ask(view, "order", order === column.name ? `-${column.name}` : column.name));
    cell.append(button);
    row.append(cell);
  }
  return head;
}

/* The same choice for a list, which has no heads to press. */
function picker(view) {
  const { columns, order, words } = view.data;
  const line = make("div", "order");
  const label = make("label", "", words.order);
  const list = make("select");
  list.append(new Option(words.listed, ""), ...columns.map(({ name, head }) => new Option(head, name)));
  list.value = order.replace(/^-/, "");
  list.dataset.stop = "picker";
  list.addEventListener("change", () => ask(view, "order", list.value));
  label.append(list);
  line.append(label);
  if (!order) return line;
  const down = order.startsWith("-");
  const turn = make("button", "", down ? "↓" : "↑");
  turn.type = "button";
  turn.title = turn.ariaLabel = down ? words.descending : words.ascending;
  turn.dataset.stop = "turn";
  turn.addEventListener("click", () => ask(view, "order", down ? order.slice(1) : `-${order}`));
  line.append(turn);
  return line;
}

function body(view) {
  const { columns, rows, chosen } = view.data;
  const all = make("tbody");
  all.setAttribute("role", "rowgroup");
  for (const { id, hue, cells, found, leads } of rows) {
    const row = all.insertRow();
    row.setAttribute("role", "row");
    row.dataset.id = id;
    if (hue) row.style.setProperty("--hue", `var(--${hue})`);
    if (view.data.chooses) {
      row.tabIndex = -1;
      row.dataset.stop = `row ${id}`;
      row.ariaSelected = String(chosen.includes(id));
    }
    columns.forEach((column, i) => row.append(cellOf(view, column, cells[i], found.includes(i), leads)));
  }
  return all;
}

function cellOf(view, { head, part }, text, found, leads) {
  const cell = make("td", part);
  cell.setAttribute("role", view.data.chooses ? "gridcell" : "cell");
  cell.dataset.head = head;
  if (part === "link" && /^https?:\/\//.test(text)) {
    const link = make("a", "", text);
    Object.assign(link, { href: text, target: "_blank", rel: "noopener noreferrer" });
    cell.append(link);
  } else if (part === "figure" && leads) {
    cell.append(Object.assign(make("a", "", text), { href: leads, target: "_self" }));
  } else cell.append(marked(make("span"), text, found && view.data.marked));
  if (!text) cell.classList.add("blank");
  return cell;
}

/* Set a text with the words that were searched for marked; all of it where they stand in other letters. */
function marked(span, text, words) {
  const signs = (words || []).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = signs.length ? text.split(new RegExp(`(${signs.join("|")})`, "i")) : [text];
  const whole = signs.length && parts.length === 1;
  span.append(...parts.map((part, i) => (whole || i % 2 ? make("mark", "", part) : part)));
  return span;
}

function ask(view, what, value) {
  view.component.setTriggerValue(what, value);
}

/* Pointer and keyboard. */
function listen(view, table) {
  table.addEventListener("click", (event) => {
    const row = event.target.closest("tbody tr");
    if (row && view.data.chooses && !event.target.closest("a") && !String(getSelection())) choose(view, row);
  });
  table.addEventListener("focusin", (event) => stopAt(view, event.target.closest("[data-stop]")));
  table.addEventListener("keydown", (event) => move(view, event));
}

/* Choose a row; the one that is chosen already is let go. */
function choose(view, row) {
  const { id } = row.dataset;
  const again = row.ariaSelected === "true";
  for (const { root } of lists) root.querySelectorAll("tbody tr").forEach((one) => { one.ariaSelected = "false"; });
  row.ariaSelected = String(!again);
  held = { id, top: row.getBoundingClientRect().top };
  ask(view, "chosen", again ? "" : id);
}

function stopAt(view, stop) {
  if (!stop) return;
  stopsOf(view).forEach((one) => { one.tabIndex = one === stop ? 0 : -1; });
}

/* Return what has the focus in turn: the heads where they are seen, and the rows. */
function stopsOf(view) {
  return [...view.root.querySelectorAll("table [data-stop]")];
}

function move(view, event) {
  const at = event.target.closest("[data-stop]");
  if (!at) return;
  const row = at.closest("tbody tr");
  if (row && ["Enter", " "].includes(event.key)) {
    event.preventDefault();
    choose(view, row);
    return;
  }
  const to = next(view, at, event.key);
  if (!to) return;
  event.preventDefault();
  to.focus();
}

/* Return what an arrow leads to: heads lie side by side, rows one below the other. */
function next(view, at, key) {
  const seen = (one) => one.offsetParent !== null;
  const headers = [...view.root.querySelectorAll("th button")].filter(seen);
  const within = headers.includes(at);
  const side = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (side) return within ? headers[headers.indexOf(at) + side] : null;
  const rows = inOrder().flatMap(({ root }) => [...root.querySelectorAll("tbody tr[data-stop]")]);
  if (within) return key === "ArrowDown" ? view.root.querySelector("tbody tr[data-stop]") : null;
  const place = rows.indexOf(at);
  if (key === "ArrowUp") return rows[place - 1] ?? headers[0];
  return { ArrowDown: rows[place + 1], Home: rows[0], End: rows.at(-1) }[key];
}

/* The drawings that are on the page, from top to bottom. */
function inOrder() {
  for (const view of lists) if (!view.root.isConnected) lists.delete(view);
  return [...lists].sort((one, other) =>
    one.root.compareDocumentPosition(other.root) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
}

/* Give the drawing its tab stop, and the focus to what had it or was chosen. */
function settle(view, focused, opens) {
  const chosen = view.root.querySelector("tr[aria-selected=true]");
  stopAt(view, chosen ?? view.root.querySelector("tbody tr[data-stop]") ?? view.root.querySelector("th button"));
  const all = inOrder().flatMap(({ root }) => [...root.querySelectorAll("[data-stop]")]);
  const row = held && all.find(({ dataset }) => dataset.stop === `row ${held.id}`);
  if (row) {
    row.focus({ preventScroll: true });
    document.querySelector("[data-testid=stMain]").scrollBy(0, row.getBoundingClientRect().top - held.top);
  } else if (focused || (last && document.activeElement === document.body)) {
    all.find(({ dataset }) => dataset.stop === (focused || last))?.focus({ preventScroll: true });
  } else if (opens && chosen) keepInView(chosen);
}

/* Show a row, and again while the page around it is laid out, until the reader does something. */
function keepInView(row) {
  const laidOut = new ResizeObserver(() => row.scrollIntoView({ block: "nearest" }));
  laidOut.observe(document.querySelector("[data-testid=stMainBlockContainer]"));
  const end = () => laidOut.disconnect();
  for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(act, end, { once: true, capture: true });
  }
  setTimeout(end, LAID_OUT);
}
