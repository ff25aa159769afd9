/* Draws the coverage matrix: a table of links with one tab stop, arrow keys and a sentence for every cell.
   Every text arrives as data and is set as text, never as markup. */
const SLANT = (52 * Math.PI) / 180;
const LETTER = 5.6; // pixels of a letter in a slanted name, on average
const COLUMN = 24; // pixels of a column at least
const TOTALS = 100; // and of the totals at the right edge
const PART = 0.6; // of what is in view, by which a press leads on
const BAR = 52; // pixels of the longest total
const drawn = new WeakMap();

/* Called at every run of the page; the drawing stays as it is while its data stay the same. */
export default async function (component) {
  const { parentElement } = component;
  const { ticked, restored, ...data } = JSON.parse(await unpacked(component.data));
  const key = JSON.stringify(data);
  const known = drawn.get(parentElement);
  if (known) known.component = component;
  if (known && restored) known.tick(ticked); // the reader has gone back or forward
  if (known?.key === key) return;
  known?.root.remove();
  drawn.set(parentElement, draw(component, data, key, known ? known.ticked : ticked));
}

/* Return the text of compressed JSON. */
function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

/* Make an element with a class and a text. */
function make(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

/* Fill the {names} of a sentence. */
function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// Return how many letters wide a text is: a Chinese character takes the room of two.
function lettersOf(text) {
  return [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2.15 : 1), 0);
}

function draw(component, data, key, ticked) {
  const view = { key, component, data, root: make("div", "matrix"), ticked: [], inputs: new Map() };
  view.columns = columnsOf(data);
  const table = make("table", data.labelled ? "labelled" : "");
  table.setAttribute("role", "grid");
  table.lang = data.words.language;
  table.setAttribute("aria-label", data.name);
  table.style.setProperty("--columns", data.indicators.length);
  table.style.setProperty("--gaps", `${7 * data.themes.length}px`);
  const longest = Math.max(12, ...view.columns.map((column) => lettersOf(headed(data, column))));
  table.style.setProperty("--head", `${Math.round(longest * LETTER * Math.sin(SLANT) + 14)}px`);
  table.style.setProperty("--lean", `${leaning(data, view.columns)}px`);
  table.append(heads(view), body(view), foot(view));
  const frame = make("div", "frame");
  frame.append(table);
  view.sideways = sideways(view, frame);
  view.bubble = make("div", "bubble");
  view.bubble.hidden = true;
  view.bubble.setAttribute("aria-hidden", "true"); // each cell already says the same
  view.offer = make("div", "offer");
  view.offer.hidden = true;
  view.offer.setAttribute("aria-live", "polite");
  view.root.append(legend(view), view.sideways, frame, view.offer, view.bubble);
  component.parentElement.append(view.root);
  view.tick = (names) => tick(view, names);
  listen(view, table, frame);
  view.tick(ticked);
  return view;
}

/* Return how far the slanted names reach beyond the totals at the right edge. */
function leaning(data, columns) {
  const reaches = columns.map((column, i) => {
    const right = (columns.length - i) * COLUMN + TOTALS;
    return lettersOf(headed(data, column)) * LETTER * Math.cos(SLANT) - right;
  });
  return Math.max(0, Math.round(Math.max(...reaches)));
}

/* Say which columns are in view where not all are, and lead on to the others. */
function sideways(view, frame) {
  const { words } = view.data;
  const line = make("div", "sideways");
  line.setAttribute("aria-hidden", "true"); // arrow keys lead to every column
  const said = make("span");
  const ways = [["‹", -1], ["›", 1]].map(([sign, way]) => {
    const button = make("button", "", sign);
    button.type = "button";
    button.tabIndex = -1;
    button.addEventListener("click", () => frame.scrollBy({ left: way * frame.clientWidth * PART }));
    return button;
  });
  line.append(ways[0], said, ways[1]);
  const look = () => {
    const { scrollLeft, clientWidth, scrollWidth } = frame;
    const heads = [...frame.querySelectorAll(".slanted th")];
    const left = frame.querySelector(".corner").getBoundingClientRect().right - 1;
    const right = frame.querySelector("tbody td.total").getBoundingClientRect().left + 1;
    const seen = heads.map((head) => head.getBoundingClientRect()).map((box) => box.left >= left - 2 && box.right <= right + 2);
    const more = [scrollLeft > 1, scrollLeft + clientWidth < scrollWidth - 1];
    ways.forEach((button, i) => { button.disabled = !more[i]; });
    frame.classList.toggle("more-left", more[0]);
    frame.classList.toggle("more-right", more[1]);
    line.hidden = scrollWidth <= clientWidth + 1;
    const values = { first: seen.indexOf(true) + 1, last: seen.lastIndexOf(true) + 1, every: heads.length };
    said.textContent = filled(words.inView, values);
  };
  frame.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(frame);
  return line;
}

/* Give each indicator its theme's hue, and say where a theme begins. */
function columnsOf(data) {
  return data.themes.flatMap((theme) =>
    Array.from({ length: theme.columns }, (_, i) => ({ hue: theme.hue, theme, opens: i === 0 })),
  ).map((column, i) => ({ ...column, ...data.indicators[i] }));
}

function mark(letter, hue, look = "") {
  const square = make("i", look ? `${letter} ${look}` : letter);
  square.style.setProperty("--hue", hue);
  return square;
}

function legend({ data }) {
  const line = make("div", "legend");
  for (const { mark: letter, label, count } of data.legend) {
    const item = make("span");
    item.append(mark(letter, data.slate), label, make("b", "", count.toLocaleString(data.words.language)));
    line.append(item);
  }
  if (data.labelled) line.append(make("b", "", data.labelled));
  if (!data.answers.length) return line;
  const came = make("div", "legend", data.words.became);
  for (const { look, label, count } of data.answers) {
    const item = make("span");
    item.append(mark("f", data.slate, look), label, make("b", "", count.toLocaleString(data.words.language)));
    came.append(item);
  }
  const both = document.createDocumentFragment();
  both.append(line, came);
  return both;
}

/* Return a column's name; with its unit where the figures stand in the cells. */
function headed(data, { name, symbol }) {
  return data.labelled && symbol ? `${name} (${symbol})` : name;
}

function joined(address, choice) {
  return `${address}${address.includes("?") ? "&" : "?"}${choice}`;
}

function heads({ data, columns }) {
  const head = make("thead");
  const names = head.insertRow();
  names.className = "slanted";
  names.append(corner(data), ...columns.map((column) => {
    const cell = make("th", column.opens ? "opens" : "");
    cell.scope = "col";
    const name = make("span", "", headed(data, column));
    name.title = column.name === column.name_zh ? column.name : `${column.name} ${column.name_zh}`;
    name.style.setProperty("--hue", column.hue);
    cell.append(name);
    return cell;
  }), make("td", "total"));
  const themes = head.insertRow();
  themes.className = "themes";
  themes.append(corner(data), ...data.themes.map((theme) => {
    const cell = make("th", "opens");
    cell.scope = "colgroup";
    cell.colSpan = theme.columns;
    cell.style.setProperty("--hue", theme.hue);
    cell.append(make("span", "", theme.name));
    return cell;
  }), make("th", "totals-head", data.words.indicators));
  return head;
}

/* The empty corner above the names, as wide as they are. */
function corner(data) {
  const piece = document.createDocumentFragment();
  if (data.regions) piece.append(make("td", "region"));
  piece.append(make("td", "corner"));
  return piece;
}

function body(view) {
  const { data } = view;
  const rows = make("tbody");
  const most = Math.max(1, ...data.provinces.map(({ figures, words }) => figures + words));
  data.provinces.forEach((province, i) => {
    const row = rows.insertRow();
    const first = data.regions && province.region !== data.provinces[i - 1]?.region;
    if (first) row.className = "first";
    if (first) row.append(region(data, province.region, i));
    row.append(name(view, province), ...cells(view, province), total(data, province, most));
  });
  return rows;
}

function region(data, name, from) {
  const cell = make("th", "region");
  const end = data.provinces.findIndex((province, i) => i > from && province.region !== name);
  cell.rowSpan = (end < 0 ? data.provinces.length : end) - from;
  cell.scope = "rowgroup";
  cell.append(make("span", "", name));
  return cell;
}

function name(view, province) {
  const cell = make("th", "name");
  cell.scope = "row";
  const label = make("label");
  label.title = province.other;
  if (view.data.compare) {
    const box = make("input");
    box.type = "checkbox";
    box.tabIndex = -1;
    box.dataset.stop = "";
    box.setAttribute("aria-label", filled(view.data.words.tick, { name: province.shown }));
    view.inputs.set(province.name, box);
    label.append(box);
  }
  label.append(province.shown);
  cell.append(label);
  return cell;
}

function cells({ data, columns }, province) {
  let next = 0;
  return columns.map((column, i) => {
    const letter = province.marks[i];
    const stated = letter === "f" || letter === "w";
    const [id, label, year, look, , ...said] = stated ? province.said[next++] : ["", "", "", "", "", data.sentences[letter]];
    const square = make(stated ? "a" : "span", "cell");
    if (stated) square.href = joined(data.targets, `row=${encodeURIComponent(id)}`);
    else square.setAttribute("role", "note");
    square.tabIndex = -1;
    square.dataset.stop = "";
    square.setAttribute("aria-label", `${province.shown}, ${column.name}: ${said.join(" ")}`);
    square.told = { id, title: `${province.shown}: ${column.name}`, said, column: i };
    square.append(mark(letter, column.hue, look));
    if (data.labelled) square.append(make("span", "label", label), make("span", "year", year));
    const cell = make("td", column.opens ? "opens" : "");
    cell.append(square);
    return cell;
  });
}

function total(data, province, most) {
  const cell = make("td", "total");
  const line = make("div");
  const bar = make("span", "bar");
  for (const [letter, count] of [["f", province.figures], ["w", province.words]]) {
    if (!count) continue;
    const part = mark(letter, data.slate);
    part.style.width = `${(count / most) * BAR}px`;
    bar.append(part);
  }
  line.append(make("b", "", String(province.figures + province.words)), bar);
  line.title = province.total;
  cell.append(line);
  return cell;
}

function foot({ data, columns }) {
  const end = make("tfoot");
  const row = end.insertRow();
  const label = make("th", "corner", data.words.provinces);
  label.scope = "row";
  if (data.regions) row.append(make("td", "region"));
  row.append(label, ...columns.map(({ figures, words, opens }) => {
    const cell = make("td", opens ? "sum opens" : "sum", String(figures + words));
    cell.title = filled(data.words.sum, { figures, words });
    return cell;
  }), make("td"));
  return end;
}

/* Pointer, keyboard and ticks. */
function listen(view, table, frame) {
  const stops = [...table.querySelectorAll("tbody tr")].map((row) => [
    ...row.querySelectorAll("[data-stop]"),
  ]);
  if (stops[0]?.[0]) stops[0][0].tabIndex = 0;
  const cellAt = (event) => event.target.closest?.(".cell");
  table.addEventListener("pointerover", (event) => show(view, cellAt(event)));
  table.addEventListener("pointerleave", () => show(view, null));
  table.addEventListener("focusin", (event) => {
    table.querySelector("[data-stop][tabindex='0']")?.setAttribute("tabindex", "-1");
    event.target.closest("[data-stop]")?.setAttribute("tabindex", "0");
    show(view, cellAt(event));
  });
  table.addEventListener("focusout", () => show(view, null));
  frame.addEventListener("scroll", () => show(view, null), { passive: true });
  table.addEventListener("keydown", (event) => move(event, stops, () => show(view, null)));
  table.addEventListener("change", () => {
    const names = [...view.inputs].filter(([, box]) => box.checked).map(([name]) => name);
    view.tick(names);
    view.component.setStateValue("ticked", names);
  });
}

function move(event, stops, hide) {
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const at = event.target.closest("[data-stop]");
  const y = stops.findIndex((row) => row.includes(at));
  if (event.key === "Escape") hide();
  if (y < 0 || !(event.key in steps || ["Home", "End"].includes(event.key))) return;
  event.preventDefault();
  const x = stops[y].indexOf(at);
  const last = stops[y].length - 1;
  const [down, right] = steps[event.key] ?? [0, event.key === "Home" ? -x : last - x];
  stops[Math.min(Math.max(y + down, 0), stops.length - 1)][Math.min(Math.max(x + right, 0), last)].focus();
}

/* Show the sentence of a cell beside it, and light its row and its column's name. */
function show(view, cell) {
  const { root, bubble } = view;
  root.querySelector("tr.at")?.classList.remove("at");
  root.querySelector(".lit")?.classList.remove("lit");
  bubble.hidden = !cell;
  if (!cell) return;
  const { id, title, said, column } = cell.told;
  root.querySelectorAll(".slanted span")[column].classList.add("lit");
  cell.closest("tr").classList.add("at");
  bubble.replaceChildren(make("div", "name", title), ...said.map((line) => make("div", "said", line)));
  if (id) bubble.append(make("div", "more", view.data.hint));
  const around = root.getBoundingClientRect();
  const square = cell.getBoundingClientRect();
  const left = square.left - around.left + square.width / 2 - bubble.offsetWidth / 2;
  bubble.style.left = `${Math.min(Math.max(left, 0), around.width - bubble.offsetWidth)}px`;
  const below = square.bottom - around.top + 5;
  const fits = square.bottom + bubble.offsetHeight + 12 < window.innerHeight;
  bubble.style.top = `${fits ? below : square.top - around.top - bubble.offsetHeight - 5}px`;
}

/* Take over which provinces are ticked, and offer to compare them. */
function tick(view, names) {
  const { data, offer } = view;
  view.ticked = names.filter((name) => view.inputs.has(name)).slice(0, data.most);
  for (const [name, box] of view.inputs) {
    box.checked = view.ticked.includes(name);
    box.disabled = !box.checked && view.ticked.length >= data.most;
    box.closest("tr").classList.toggle("ticked", box.checked);
  }
  offer.hidden = !view.ticked.length;
  if (offer.hidden) return;
  const link = make("a", "", view.ticked.length > 1 ? data.words.compare : data.words.more);
  if (view.ticked.length > 1) {
    link.href = joined(data.compare, `province=${view.ticked.map(encodeURIComponent).join(",")}`);
  } else link.setAttribute("aria-disabled", "true");
  const clear = make("button", "", data.words.clear);
  clear.type = "button";
  clear.addEventListener("click", () => {
    view.tick([]);
    view.component.setStateValue("ticked", []);
  });
  const shown = data.provinces.filter(({ name }) => view.ticked.includes(name)).map((one) => one.shown);
  offer.replaceChildren(make("span", "", shown.join(data.words.between)), link, clear);
}
