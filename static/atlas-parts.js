/* Shows a part of a page by its script and style, which are files beside this one: a browser fetches
   them once, and a change of the page sends their names alone. Nothing is drawn before its style is
   here. */
const looks = new WeakMap(); // of the places of parts: that a style is there

export async function show(component, script, look) {
  const [part] = await Promise.all([import(script), look && dressed(component.parentElement, look)]);
  return part.default(component);
}

function dressed(place, look) {
  if (!looks.has(place)) looks.set(place, linked(place, look));
  return looks.get(place);
}

/* Give a place its style; settled when it is here, or cannot be. */
function linked(place, look) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: new URL(look, import.meta.url) });
  return new Promise((settle) => {
    link.addEventListener("load", settle);
    link.addEventListener("error", settle);
    place.prepend(link);
  });
}
