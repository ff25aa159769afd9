/* Follows links between the atlas's pages within the session, each as one step of the browser.
   A link sets the address and says so as the browser does on back and forward; Streamlit then opens
   what the address says. Otherwise a link in a table or a figure loads everything anew and the
   reader's own table is forgotten, and a page that completes its address adds a step of its own.
   The links at the head of a page are the same whatever is chosen on it: they take that from the
   address as soon as a reader turns to one.
   A link waits until the server is seen to take up what was done just before: told two things at
   once, Streamlit lets go of the first. After a pause the server may have forgotten the session: what the address says is then asked for
   anew, as soon as the connection is back, and until the answer is here nothing can be chosen.
   Otherwise the first choice after it went for nothing. */
const asked = { pages: [], carried: [], forms: [] };
const APP = "[data-testid=stApp]";
const HEAD = ".masthead";
const SWITCHES = ".masthead .forms";
const TURNED_TO = ["pointerdown", "contextmenu", "click"]; // the first, also for a tab of its own
const TEXT = "input, textarea";
const TAKEN_UP = 100; // milliseconds from the server's first sign until a click or a text is surely its own
const UNHEARD = 1000; // milliseconds after which a click or a text was nothing that the server is told
const LOOK = 20; // milliseconds
const LONGEST_WAIT = 15000; // milliseconds for an answer after a pause; then choices are taken again
let away = false; // the server does not answer
let listening = false;
let done = 0; // when something was last clicked or typed that the server may not have taken up; or 0

export default function ({ data }) {
  Object.assign(asked, data);
  if (listening) return;
  listening = true;
  for (const turned of TURNED_TO) window.addEventListener(turned, renew, { capture: true });
  for (const did of ["click", "input"]) window.addEventListener(did, note, { capture: true });
  window.addEventListener("click", follow, { capture: true });
  const app = document.querySelector(APP);
  new MutationObserver(askAnew).observe(app, watching("data-test-connection-state"));
  new MutationObserver(takenUp).observe(app, watching("data-test-script-state"));
}

function watching(name) {
  return { attributes: true, attributeFilter: [name] };
}

function note(event) {
  if (event.type === "input" || !anchorOf(event)) done = performance.now();
}

function takenUp() {
  const before = done;
  const forget = () => {
    if (done === before) done = 0;
  };
  if (document.querySelector(APP).dataset.testScriptState === "running") setTimeout(forget, TAKEN_UP);
}

function askAnew() {
  const lost = !connected();
  if (away && !lost) {
    holdUntilAnswered(document.querySelector(APP));
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }
  away = lost;
}

function holdUntilAnswered(app) {
  const focused = document.activeElement;
  let running = false;
  const answered = new MutationObserver(() => {
    if (app.dataset.testScriptState === "running") running = true;
    else if (running) release();
  });
  const release = () => {
    answered.disconnect();
    if (!app.inert) return;
    app.inert = false;
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  };
  app.inert = true;
  answered.observe(app, watching("data-test-script-state"));
  setTimeout(release, LONGEST_WAIT);
}

/* Let a link at the head of the page lead on with what is chosen now. */
function renew(event) {
  // a text is sent as it is left, which turning to a link does
  if (done && document.activeElement?.matches(TEXT)) done = performance.now();
  const link = anchorOf(event);
  if (!link?.closest(HEAD)) return;
  const href = link.getAttribute("href");
  const [path, given] = [href.split("?")[0], new URLSearchParams(href.split("?")[1])];
  const here = new URLSearchParams(location.search);
  const switches = link.closest(SWITCHES);
  const kept = switches ? [...here.keys()].filter((name) => !asked.forms.includes(name)) : asked.carried;
  const said = new URLSearchParams();
  for (const name of kept) if (here.has(name)) said.set(name, here.get(name));
  if (switches) for (const name of asked.forms) if (given.has(name)) said.set(name, given.get(name));
  link.setAttribute("href", String(said) ? `${path}?${said}` : path);
}

function anchorOf(event) {
  return event.composedPath().find((node) => node instanceof HTMLAnchorElement);
}

function follow(event) {
  const link = anchorOf(event);
  const address = link && addressWithin(link);
  if (!address) return;
  event.stopPropagation();
  // a new tab, a new window or a download is the browser's own; Streamlit would open it here
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  openAfter(done, address);
}

function openAfter(last, address) {
  if (!done || performance.now() > last + UNHEARD) open(address);
  else setTimeout(openAfter, LOOK, last, address);
}

function open(address) {
  if (address.href !== location.href) history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
}

/* Return where a link leads within the atlas; nothing where it leads elsewhere or opens a file. */
function addressWithin(link) {
  const href = link.getAttribute("href");
  const own = link.closest("[data-testid=stPageLink]");
  if (href === null || href.startsWith("#") || link.download || !["", "_self"].includes(link.target)) return null;
  // Streamlit's link to the first page has no path of its own
  const address = new URL(own && (href === "" || href.startsWith("?")) ? `./${href}` : href, location);
  const [folder, name] = split(address);
  const known = asked.pages.includes(name) && folder === split(location)[0];
  if (!known || address.origin !== location.origin || !connected()) return null;
  if (!own && !link.closest(HEAD)) carry(address);
  return address;
}

/* A link in a figure leaves the language and the form of the page as the address has them. */
function carry(address) {
  const here = new URLSearchParams(location.search);
  for (const name of asked.forms) {
    const value = here.get(name);
    if (value === null || address.searchParams.has(name)) continue;
    address.search += `${address.search ? "&" : "?"}${name}=${encodeURIComponent(value)}`;
  }
}

function split({ pathname }) {
  const at = pathname.lastIndexOf("/") + 1;
  return [pathname.slice(0, at), decodeURIComponent(pathname.slice(at))];
}

function connected() {
  return document.querySelector(APP)?.dataset.testConnectionState === "CONNECTED";
}
