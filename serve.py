"""Serve the atlas; its libraries are read while the first reader's browser still loads the page.

`streamlit run serve.py` serves what `streamlit run app.py` does; there the first reader waits
for them instead.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

from streamlit.starlette import App

# What pages begin with, in the order of the first one, and then what some pages need. Not
# `commitments.ui`: Streamlit knows only components that were declared while a page runs.
READ = (
    "pandas", "commitments.load", "folium.plugins", "commitments.maps", "commitments.plots",
    "commitments.views", "commitments.briefings.views", "commitments.uploads.joining",
    "commitments.timelines.views", "openpyxl",
)  # fmt: skip


def read() -> None:
    """Import what the pages need; nothing of it is garbage, so none is looked for."""
    gc.disable()
    try:
        for name in READ:
            import_module(name)
    finally:
        gc.enable()


@asynccontextmanager
async def reading(_: App) -> AsyncIterator[None]:
    """Begin to read as the server starts; nobody waits for it."""
    Thread(target=read, name="read", daemon=True).start()
    yield


app = App("app.py", lifespan=reading)
