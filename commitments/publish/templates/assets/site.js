/* Small comforts of the published pages: each page is whole without them. */
"use strict";

/* The door leads on in the reader's language. */
if (document.currentScript?.hasAttribute("data-door")) {
  const chinese = (navigator.language || "").toLowerCase().startsWith("zh");
  location.replace(document.querySelector(`a[hreflang=${chinese ? "zh" : "en"}]`).href);
}

/* What others take over is one click away: the code of a frame, the address of the data. */
for (const link of document.querySelectorAll("a[data-copy]")) {
  const button = document.createElement("button");
  const whole = new URL(link.getAttribute("href"), location.href).href;
  const title = document.querySelector("h1").textContent;
  const quoted = title.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const frame = `<iframe src="${whole}" title="${quoted}" width="100%" height="720" style="border:0" loading="lazy"></iframe>`;
  button.type = "button";
  button.textContent = link.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText("frame" in link.dataset ? frame : whole).catch(() => {});
    button.textContent = link.dataset.done;
    setTimeout(() => { button.textContent = link.dataset.copy; }, 1600);
  });
  link.after(" ", button);
}

/* The table of targets: a search as you type, in English and Chinese, and two filters.
   What is asked for is drawn from the rows of all pages; where nothing is, the page stands. */
const form = document.querySelector(".filters");
if (form) search(form, document.querySelector(".targets"));

function search(form, table) {
  const AT_ONCE = 100;
  const body = table.querySelector("tbody");
  const standing = [...body.rows];
  const pages = document.querySelectorAll("nav.pages");
  const [none, more] = [".none", ".more"].map((name) => document.querySelector(name));
  const asked = new URLSearchParams(location.search);
  let all = null;
  let found = [];
  for (const field of form.elements) if (field.name && asked.has(field.name)) field.value = asked.get(field.name);
  form.hidden = false;

  const get = (address) => fetch(address).then((answer) => answer.json());
  /* Words in the other language, in notes and in documents come behind the rows. */
  const load = () => all ||= get(table.dataset.rows).then(({ led, rows }) => {
    const known = rows.map(([id, theme, province, lead, cells]) =>
      ({ id, theme, province, lead, cells, led, words: cells.join(" ").toLowerCase() }));
    get(table.dataset.words).then((told) => {
      for (const row of known) row.words += ` ${told[row.id] || ""}`;
      narrow();
    }).catch(() => {});
    return known;
  }).catch(() => { all = null; return []; });

  const drawn = ({ id, lead, cells, led }) => {
    const row = document.createElement("tr");
    row.id = id;
    row.append(...cells.map((text, place) => {
      const cell = document.createElement(place ? "td" : "th");
      if (!place) cell.scope = "row";
      const holder = place === led ? cell.appendChild(document.createElement("a")) : cell;
      if (place === led) holder.href = table.dataset.home + lead;
      holder.textContent = text;
      return cell;
    }));
    return row;
  };
  const draw = (rows, every) => {
    found = rows || [];
    body.replaceChildren(...(rows ? rows.slice(0, AT_ONCE).map(drawn) : standing));
    for (const nav of pages) nav.hidden = Boolean(rows);
    none.hidden = !rows || rows.length > 0;
    more.hidden = found.length <= AT_ONCE;
    const output = form.querySelector("output");
    const told = (number) => number.toLocaleString(document.documentElement.lang);
    output.textContent = rows
      ? output.dataset.told.replace("{found}", told(rows.length)).replace("{every}", told(every)) : "";
  };
  const narrow = async () => {
    const chosen = Object.fromEntries(new FormData(form));
    const kept = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value.trim()));
    history.replaceState(null, "", `${location.pathname}${kept.size ? `?${kept}` : ""}${location.hash}`);
    if (!kept.size) return draw(null);
    const rows = await load();
    if (form.q.value !== chosen.q) return; // another was typed meanwhile
    const parts = chosen.q.toLowerCase().split(/\s+/).filter(Boolean);
    draw(rows.filter((row) => (!chosen.theme || row.theme === chosen.theme)
      && (!chosen.province || row.province === chosen.province)
      && parts.every((part) => row.words.includes(part))), rows.length);
  };
  more.addEventListener("click", () => {
    const there = body.rows.length;
    body.append(...found.slice(there, there + AT_ONCE).map(drawn));
    more.hidden = found.length <= body.rows.length;
    body.rows[there].querySelector("a")?.focus();
  });
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow();

  /* A link to a row that stands on another page leads to the row's own page. */
  const row = decodeURIComponent(location.hash.slice(1));
  if (row && !document.getElementById(row)) {
    load().then((rows) => {
      const there = rows.find((one) => one.id === row);
      if (there) location.replace(table.dataset.home + there.lead);
    });
  }
}
