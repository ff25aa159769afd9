/* Shows the small multiples: their markup comes from the server, where every text in it was escaped. */
const shown = new WeakMap();

export default async function ({ parentElement, data }) {
  const { markup, name } = JSON.parse(await unpacked(data));
  if (shown.get(parentElement)?.markup === markup) return;
  const root = document.createElement("section");
  root.className = "multiples";
  root.setAttribute("aria-label", name);
  root.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
  shown.get(parentElement)?.root.remove();
  shown.set(parentElement, { markup, root });
  parentElement.append(root);
}

/* Return the text of compressed JSON. */
function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}
