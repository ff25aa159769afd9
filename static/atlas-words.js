/* Puts the atlas's words in the place of Streamlit's English ones: Streamlit takes no others. The
   words are those of `atlas-words.json`, each under Streamlit's own with `{}` for what it fills in.
   A text of a table is never touched: only what stands in the parts that Streamlit writes itself. */
const PARTS = [
  "stSkipToContent", "stFileUploader", "stMultiSelect", "stSelectbox", "stTextInput", "stTextArea",
  "stElementToolbar", "stTooltipContent", "stTooltipErrorContent", "stDialog", "stToastContainer",
  "stMultiSelectDropdown", "stSelectboxVirtualDropdown", "stPagination",
].map((name) => `[data-testid=${name}]`).join()
  + ", [data-live-announcer]";
// What a reader chooses from, has chosen or has handed in; the bulk choices begin with two lines.
const DATA = "[role=option][data-key]:not([data-key^='__']), [data-tag], [data-testid=stFileChipName]";
const NAMES = ["aria-label", "placeholder", "title", "alt"];
const reworded = new WeakMap(); // of each node and name: Streamlit's text, and ours in its place
const read = {}; // the texts of each address
let patterns = [];
let waiting = 0;

/* Speak a language from now on, on this page and all that follow. */
export async function speak(language, address) {
  read[address] ||= fetch(new URL(address, document.baseURI)).then((answer) => answer.json());
  const texts = (await read[address])[language];
  patterns = Object.entries(texts).map(([theirs, ours]) => [pattern(theirs), ours]);
  rewordAll();
  document.documentElement.dataset.speaks = language;
  if (waiting) return;
  waiting = requestAnimationFrame(rewordAll);
  const changes = { childList: true, characterData: true, attributeFilter: NAMES, subtree: true };
  new MutationObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(rewordAll);
  }).observe(document.body, changes);
}

function rewordAll() {
  document.querySelectorAll(PARTS).forEach((part) => {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) rewordText(walk.currentNode);
    [part, ...part.querySelectorAll(NAMES.map((name) => `[${name}]`).join())].forEach(rewordNames);
  });
}

function rewordText(node) {
  if (node.parentElement.closest(DATA)) return;
  reword(node, "text", node.nodeValue, (ours) => { node.nodeValue = ours; });
}

function rewordNames(node) {
  NAMES.filter((name) => node.hasAttribute(name)).forEach((name) => {
    reword(node, name, node.getAttribute(name), (ours) => node.setAttribute(name, ours));
  });
}

/* Write our words once, and Streamlit's again where the language has none of ours. */
function reword(node, name, now, write) {
  const known = reworded.get(node) || {};
  const theirs = known[name]?.ours === now ? known[name].theirs : now;
  const ours = inOurWords(theirs);
  if (ours === now) return;
  reworded.set(node, { ...known, [name]: { theirs, ours } });
  write(ours);
}

function inOurWords(theirs) {
  for (const [known, ours] of patterns) {
    const found = known.exec(theirs);
    if (found) return ours.replace("{}", () => found[1]);
  }
  return theirs;
}

function pattern(theirs) {
  const parts = theirs.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.+)")}$`);
}
