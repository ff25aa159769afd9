/* Shows the dot plot: its markup comes from the server, where every text in it was escaped. It is one
   tab stop; arrows lead through its lanes, and the province that is chosen goes to the page. */
const shown = new WeakMap();
const GAP = 6; // pixels between a lane and its note

/* Called at every run of the page; the drawing stays as it is while its markup stays the same. */
export default async function (component) {
  const { parentElement } = component;
  const turn = (shown.get(parentElement)?.turn ?? 0) + 1;
  shown.set(parentElement, { ...shown.get(parentElement), turn });
  const { markup, chosen } = JSON.parse(await unpacked(component.data));
  const known = shown.get(parentElement);
  if (known.turn !== turn) return;
  const view = known.view?.markup === markup ? known.view : drawn(markup, known.view, parentElement);
  view.component = component;
  shown.set(parentElement, { turn, view });
  mark(view, (lane) => chosen.includes(lane.dataset.province));
  if (view !== known.view) settle(view, known.view);
}

/* Return the text of compressed JSON. */
function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

function drawn(markup, before, parent) {
  const root = document.createElement("div");
  root.className = "dot-plot";
  root.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
  const note = document.createElement("div");
  note.className = "dot-note";
  note.hidden = true;
  note.setAttribute("aria-hidden", "true"); // each lane already says the same
  root.append(note);
  const view = { markup, root, note, lanes: [...root.querySelectorAll(".lane")] };
  root.style.setProperty("--lanes", view.lanes.length);
  listen(view);
  view.held = before?.lanes.find((lane) => lane.matches(":focus"))?.dataset.province;
  if (before) before.root.replaceWith(root);
  else parent.append(root);
  return view;
}

function mark(view, isChosen) {
  for (const lane of view.lanes) lane.setAttribute("aria-selected", isChosen(lane));
}

/* Give the drawing its tab stop, and the focus back to the lane that had it. */
function settle(view) {
  const held = view.lanes.find((lane) => lane.dataset.province === view.held);
  stopAt(view, held ?? view.lanes.find(isChosen) ?? view.lanes[0]);
  (held ?? (view.held && view.lanes[0]))?.focus({ preventScroll: true });
}

function isChosen(lane) {
  return lane.getAttribute("aria-selected") === "true";
}

function stopAt(view, stop) {
  for (const lane of view.lanes) lane.setAttribute("tabindex", lane === stop ? 0 : -1);
}

/* Pointer and keyboard. */
function listen(view) {
  const { root } = view;
  const laneAt = (event) => event.target.closest?.(".lane");
  root.addEventListener("click", (event) => { if (laneAt(event)) choose(view, laneAt(event)); });
  root.addEventListener("pointerover", (event) => tell(view, laneAt(event), event.clientX));
  root.addEventListener("pointerleave", () => tell(view, null));
  root.addEventListener("focusin", (event) => {
    stopAt(view, laneAt(event));
    if (event.target.matches(":focus-visible")) tell(view, laneAt(event));
  });
  root.addEventListener("focusout", () => tell(view, null));
  root.addEventListener("keydown", (event) => press(view, laneAt(event), event));
}

/* Choose a lane's province; the one that is chosen already is let go. */
function choose(view, lane) {
  const chosen = isChosen(lane) ? "" : lane.dataset.province;
  mark(view, (one) => one.dataset.province === chosen);
  view.component.setTriggerValue("chosen", chosen);
}

function press(view, lane, event) {
  if (!lane || event.ctrlKey || event.metaKey || event.altKey) return;
  const onward = wanted(view, lane, event.key);
  if (["Enter", " "].includes(event.key)) choose(view, lane);
  else if (event.key === "Escape") tell(view, null);
  else if (onward) onward.focus();
  else return;
  event.preventDefault();
}

/* Return the lane that a key leads to: arrows, the ends, or the letter that a name begins with. */
function wanted({ lanes }, lane, key) {
  const at = lanes.indexOf(lane);
  const ways = { ArrowUp: lanes[at - 1], ArrowDown: lanes[at + 1], Home: lanes[0], End: lanes.at(-1) };
  if (key in ways) return ways[key] ?? lane;
  if (key.length !== 1 || key === " ") return null;
  const turned = [...lanes.slice(at + 1), ...lanes.slice(0, at)];
  const begins = (name) => name.toLowerCase().startsWith(key.toLowerCase());
  return turned.find((one) => begins(told(one)[0]) || begins(one.dataset.province)); // or its pinyin
}

function told(lane) {
  return lane.getAttribute("aria-label").split("\n");
}

/* Show what a lane says below it, or above it where there is more room. */
function tell({ root, note }, lane, x) {
  note.hidden = !lane;
  if (!lane) return;
  const [name, ...lines] = told(lane).map((text, i) => {
    const part = document.createElement(i ? "p" : "b");
    part.textContent = text;
    return part;
  });
  note.replaceChildren(name, ...lines);
  const [frame, row] = [root, lane.querySelector(".lane-ground")].map((one) => one.getBoundingClientRect());
  const [wide, high] = [note.offsetWidth, note.offsetHeight];
  const middle = lane.querySelector("text").getBBox();
  const [top, foot] = [middle.y - GAP, middle.y + middle.height + GAP];
  const below = frame.top + foot + high < Math.min(frame.bottom, innerHeight);
  note.style.top = `${below ? foot : top - high}px`;
  note.style.left = `${Math.max(0, Math.min((x ?? row.left + row.width / 3) - frame.left, frame.width - wide))}px`;
}
