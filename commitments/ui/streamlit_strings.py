"""Translations of Streamlit's built-in widget strings.

Streamlit takes no other words for its buttons, menus and hints. A script of the page puts ours in
their place (`static/atlas-words.js`), from a file that `make words` writes of the catalogues.
"""

from __future__ import annotations

import json
from typing import Final

from commitments.language import CATALOGUES, Language, say, speaking

FILE: Final = CATALOGUES.parent / "static" / "atlas-words.json"
NO_ANSWER: Final = "Streamlit server is not responding. Are you connected to the internet?"
IS_STOPPED: Final = (  # on the reader's own machine
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your "
    "terminal:"
)
TOOLBAR: Final = {  # over a chart; each name may end in what it is of
    "Fullscreen": "streamlit.fullscreen",
    "Close fullscreen": "streamlit.close-fullscreen",
    "Show data": "streamlit.show-data",
    "Show chart": "streamlit.show-chart",
    "Download as PNG": "streamlit.picture",
    "Copy Vega-Lite spec": "streamlit.spec",
}
# What Streamlit writes, `{}` where a word of the page or a number stands, and the key of ours.
WORDS: Final = {
    "Skip to main content": "streamlit.skip",
    "Open": "streamlit.open",
    "Clear value": "streamlit.clear-value",
    "Clear all": "streamlit.clear-all",
    "Remove {}": "streamlit.remove",
    "Choose an option": "choice.any",
    "Dismiss": "streamlit.close",
    "{} options available.": "streamlit.available",
    "{} option available.": "streamlit.available",
    "{}, selected": "streamlit.selected",
    "Add: {}": "streamlit.add",
    "Select all": "streamlit.select-all",
    "Select {} matches": "streamlit.select-matches",
    "Selected values": "streamlit.selected-values",
    "No results": "streamlit.no-results",
    "Selectbox options": "streamlit.options",
    "Multiselect options": "streamlit.options",
    "You can only select up to {} options. Remove an option first.": "streamlit.most",
    "Add files": "your-data.choose",
    "Error: ": "streamlit.error",
    "file upload": "streamlit.field",
    "Upload": "your-data.choose",
    "Upload {}": "streamlit.upload",
    "Drag and drop a file here": "streamlit.drop",
    "{} files are not allowed.": "streamlit.not-allowed",
    "{}Request failed with status code {}": "streamlit.not-sent",  # with what the browser calls it
    "File must be {} or smaller.": "streamlit.too-large",
    "Press Enter to apply": "streamlit.enter",
    "Press Ctrl+Enter to apply": "streamlit.control-enter",
    "Press ⌘+Enter to apply": "streamlit.command-enter",
    **TOOLBAR,
    "Notifications": "streamlit.notifications",
    "Close": "streamlit.close",
    "Pagination": "streamlit.pages",
    "Page not found": "streamlit.not-found",  # before the pattern that would take it
    "{}. Running the app's main page.": "streamlit.main-page",
    "Page {}": "streamlit.page",
    "Next page": "streamlit.next-page",
    "Previous page": "streamlit.previous-page",
    "Connection error": "streamlit.connection-error",
    NO_ANSWER: "streamlit.no-answer",
    "Connection timed out.": "streamlit.no-answer",
    "Connection failed with status {}.": "streamlit.refused",
    IS_STOPPED: "streamlit.no-answer",
}


def words() -> dict[str, str]:
    """Return what stands in the place of each of Streamlit's texts, where it is another text."""
    said = {theirs: say(key, what="{}") for theirs, key in WORDS.items()}
    said |= {
        f"{theirs}: {{}}": say("streamlit.of", what=say(key), of="{}")
        for theirs, key in TOOLBAR.items()
    }
    return {theirs: ours for theirs, ours in said.items() if ours != theirs}


def written() -> str:
    """Return the words of every language as they stand in the file that browsers read."""
    said = {}
    for language in Language:
        with speaking(language):
            said[str(language)] = words()
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
