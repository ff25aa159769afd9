/* Copies a text by one button; a long one is made and sent only when the reader asks for it. */
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button") ?? added(parentElement);
  button.textContent = data.label;
  const copy = async (text) => {
    let done = true;
    try { await navigator.clipboard.writeText(text); }
    catch {
      const area = document.createElement("textarea");
      area.value = text;
      parentElement.appendChild(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
    }
    button.textContent = done ? data.done : data.refused;
    setTimeout(() => { button.textContent = data.label; }, 1600);
  };
  if (button.waits && data.text != null) { button.waits = false; copy(data.text); }
  button.onclick = () => {
    if (data.text != null) return copy(data.text);
    button.waits = true;
    setTriggerValue("asked", true);
  };
}

function added(place) {
  const button = document.createElement("button");
  button.type = "button";
  place.append(button);
  return button;
}
