"""Gathers what a page says to eyes and ears, and finds words of another language."""

import re
from collections.abc import Collection

from browser.reading import View

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
# What a page says: its texts, but icons and what is told to be of another language; and names,
# hints and titles, but of what is told to nobody.
SAID = """() => {
  const skipped = 'script, style, noscript, span[lang], code, [data-testid=stIconMaterial]';
  const names = ['aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'title', 'alt'];
  const said = [];
  const look = (root) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      const at = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      if (!at.checkVisibility({ visibilityProperty: true })) continue;
      if (node.nodeType === Node.TEXT_NODE) {
        if (!at.closest(skipped)) said.push(node.nodeValue.trim());
        continue;
      }
      if (at.matches('.matrix th > label')) continue; // its title is the name in the other language
      const told = at.closest('[aria-hidden=true]') ? ['title'] : names;
      told.forEach((name) => said.push((at.getAttribute(name) || '').trim()));
      if (at.shadowRoot) look(at.shadowRoot);
    }
  };
  const frames = [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument);
  [document, ...frames].filter(Boolean).forEach((one) => look(one.body));
  return [document.title, ...said].filter(Boolean);
}"""
# Streamlit's words are replaced at the next frame after they were written.
REWORDED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SPEAKS = "document.documentElement.dataset.speaks === document.documentElement.lang"
# Links, versions, and what a document prints.
LINK = re.compile(r"https?://\S+|[A-Z/]?\w*\?\S+|(?<![0-9a-z])[0-9a-f]{7}(?![0-9a-z])|“[^”]*”")
# Formats and names that Chinese writes in Latin letters too.
IN_LATIN = frozenset(
    {
        "English", "Natural", "Earth", "GeoNames", "BibTeX", "CC", "BY", "MIT", "PM", "GDP", "CO",
        "CSV", "TSV", "XLSX", "XLS", "ODS", "PPTX", "PDF", "PNG", "SVG", "ZIP", "TOML", "URL", "MB",
        "KB", "UTF-", "PowerPoint", "Vega-Lite", "Ctrl", "CN-HE",
    }
)  # fmt: skip


# What stays English on a Chinese page, and why; each is held to be still needed.
EXEMPT = {
    "add icon": "the name of a sign within a button, where the button has a Chinese name of its own"
}


def plain(text: str) -> str:
    """Return a text without links, versions and quotations."""
    return LINK.sub("", text)


def said(view: View) -> list[str]:
    """Return every text and name of a page, without links and what a document prints."""
    view.page.wait_for_function(SPEAKS)
    view.page.evaluate(REWORDED)
    return list(map(plain, view.page.evaluate(SAID)))


def english_in(texts: Collection[str], data: Collection[str] = ()) -> set[str]:
    """Return the texts that have English words in them; `data` keep their letters."""
    names = "|".join(map(re.escape, sorted(data, key=len, reverse=True)))
    left = {text: re.sub(names, "", text) if names else text for text in texts}
    return {text for text, rest in left.items() if set(LATIN_WORD.findall(rest)) - IN_LATIN}


def chinese_in(texts: Collection[str], data: Collection[str] = ()) -> set[str]:
    """Return the texts that have Chinese characters in them; `data` keep theirs."""
    names = "|".join(map(re.escape, sorted(data, key=len, reverse=True)))
    return {text for text in texts if HAN.search(re.sub(names, "", text) if names else text)}
