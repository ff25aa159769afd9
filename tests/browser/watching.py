"""Notes what must not happen while a page is open."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page

OWN_HOST = "127.0.0.1"
OF_THE_PAGE = ("data", "blob", "about")
# Streamlit looks for these below a page's own address before it looks at the root.
PROBED = ("/_stcore/health", "/_stcore/host-config")


class Watch:
    """Everything on some pages, and in the frames on them, that a reader must never meet."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._heard: dict[str, Callable[[Any], None]] = {
            "request": lambda request: self._asked(request.url),
            "websocket": lambda socket: self._asked(socket.url),
            "console": self._said,
            "pageerror": lambda fault: self.faults.append(f"error: {fault}"),
            "crash": lambda _: self.faults.append("the page crashed"),
            "dialog": self._interrupted,
            "popup": lambda other: self.faults.append(f"another window: {other.url}"),
        }

    def over(self, page: Page) -> None:
        """Watch one page from now on."""
        for event, noted in self._heard.items():
            page.on(cast("Any", event), noted)

    def off(self, page: Page) -> None:
        """Watch one page no longer."""
        for event, noted in self._heard.items():
            page.remove_listener(event, noted)

    def _interrupted(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.hostname != OWN_HOST and parts.scheme not in OF_THE_PAGE:
            self.faults.append(f"request to {url}")

    def _said(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not is_probe(message.text, where):
            self.faults.append(f"console: {message.text} ({where})")


def is_probe(text: str, url: str) -> bool:
    """Say whether a console error is Streamlit's own look for its server below a page."""
    path = urlsplit(url).path
    below_a_page = any(path.endswith(end) and path != end for end in PROBED)
    return "404" in text and below_a_page
