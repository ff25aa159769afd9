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

/* The table of targets: a search as you type, in English and Chinese, and two filters. */
const form = document.querySelector(".filters");
if (form) search(form, document.querySelector(".targets"));

function search(form, table) {
  const rows = [...table.querySelectorAll("tbody tr")];
  const words = new Map(rows.map((row) => [row.id, row.textContent.toLowerCase()]));
  const asked = new URLSearchParams(location.search);
  const none = document.querySelector(".none");
  for (const field of form.elements) if (field.name && asked.has(field.name)) field.value = asked.get(field.name);
  form.hidden = false;
  const narrow = () => {
    const chosen = Object.fromEntries(new FormData(form));
    const parts = chosen.q.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const row of rows) {
      const text = words.get(row.id);
      const shown = (!chosen.theme || row.dataset.theme === chosen.theme)
        && (!chosen.province || row.dataset.province === chosen.province)
        && parts.every((part) => text.includes(part));
      row.hidden = !shown;
      found += shown;
    }
    const output = form.querySelector("output");
    output.textContent = output.dataset.told
      .replace("{found}", found.toLocaleString(document.documentElement.lang))
      .replace("{every}", rows.length.toLocaleString(document.documentElement.lang));
    none.hidden = found > 0;
    const kept = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${kept.size ? `?${kept}` : ""}${location.hash}`);
  };
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow();
  /* What stands in the other language, in notes and in documents is fetched behind the page. */
  fetch(table.dataset.words).then((answer) => answer.json()).then((told) => {
    for (const [id, text] of Object.entries(told)) words.set(id, `${words.get(id) || ""} ${text}`);
    narrow();
  }).catch(() => {});
}
