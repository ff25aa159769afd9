"""Serve the atlas; its libraries are read while the first reader's browser still loads the page.

`streamlit run serve.py` serves what `streamlit run app.py` does; there the first reader waits
for them instead, and nothing bounds the files that a session sends.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

from starlette.middleware import Middleware
from streamlit import get_option
from streamlit.runtime import get_instance
from streamlit.starlette import App

from commitments.guards import FewFiles, SameSite

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


def others() -> list[str]:
    """Return the sites that may open a session beside the atlas's own, as configured."""
    return (
        list(get_option("server.corsAllowedOrigins")) if get_option("server.enableCORS") else ["*"]
    )


GUARDS = (
    Middleware(SameSite, also=others),
    Middleware(FewFiles, files=lambda: get_instance().uploaded_file_mgr),
)
app = App("app.py", lifespan=reading, middleware=GUARDS)
