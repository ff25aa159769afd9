/* Lets the view that stands in the first answer give way to the live one. It stays until the live
   one is painted, or has something to ask or to say; where the live page cannot be reached it says
   so and stays. While it stands, the page below it is neither told nor turned to. */
const sight = document.getElementById("first-sight");
const below = document.getElementById("root");
const APP = "[data-testid=stApp]";
const ISOLATED = "[data-testid=stBidiComponentIsolated]"; // a component with a root of its own
const WAITING = "[data-testid=stSkeleton], [data-stale=true]";
const SAYS = "[data-testid=stException], [data-testid=stAlertContentError], [role=dialog]";
const LOOK = 80; // milliseconds between two looks
const AWAY = 12000; // milliseconds without a connection, after which that is said
const PAINTING = 5000; // milliseconds after a run within which its figures are painted
const begun = performance.now();
let ran = 0;

if (sight?.shadowRoot) {
  below.inert = true;
  sight.shadowRoot.querySelector("form").inert = true;
  const looking = setInterval(() => {
    if (!isLive()) sayAway();
    else if (isPainted()) { clearInterval(looking); giveWay(); }
  }, LOOK);
} else {
  sight?.remove();
}

function isLive() {
  const live = document.querySelector(APP)?.dataset.testConnectionState === "CONNECTED";
  if (live) notice().hidden = true;
  return live;
}

function sayAway() {
  if (performance.now() - begun > AWAY) notice().hidden = false;
}

function notice() {
  return sight.shadowRoot.querySelector(".away");
}

function isPainted() {
  if (document.querySelector(SAYS)) return true;
  const app = document.querySelector(APP);
  if (app.dataset.testScriptState !== "notRunning" || !document.querySelector(".masthead")) return false;
  ran ||= performance.now();
  if (performance.now() - ran > PAINTING) return true;
  return !document.querySelector(WAITING)
    && all("iframe[src*=folium]", (frame) => frame.contentDocument?.body?.dataset.painted)
    && all(".st-key-dots", (place) => place.querySelector(ISOLATED)?.shadowRoot?.querySelector(".dots"))
    && all("[data-testid=stVegaLiteChart]", (chart) => chart.querySelector("svg.marks, canvas"));
}

function all(selector, done) {
  return [...document.querySelectorAll(selector)].every(done);
}

/* Show the live page where the reader has read to, and leave the focus on the link that had it. */
function giveWay() {
  const turned = sight.shadowRoot.activeElement?.textContent.trim();
  const read = document.scrollingElement.scrollTop;
  below.inert = false;
  sight.remove();
  document.scrollingElement.scrollTop = 0;
  document.querySelector("[data-testid=stMain]")?.scrollTo({ top: read, behavior: "instant" });
  if (turned) [...document.querySelectorAll("a")].find((link) => link.textContent.trim() === turned)?.focus();
}
