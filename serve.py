"""Serve the atlas; its libraries are read while the first reader's browser still loads the page.

`streamlit run serve.py` serves what `streamlit run app.py` does; there the first reader waits
for them instead, and nothing of `commitments/server/middleware.py` stands before the server.
"""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from threading import Thread
from time import sleep

import pyarrow
from starlette.middleware import Middleware
from streamlit import get_option
from streamlit.runtime import get_instance
from streamlit.starlette import App

from commitments.atlas import editions
from commitments.domain.model import InvalidTable, Unreadable
from commitments.server.addresses import Addresses
from commitments.server.compression import Compressed
from commitments.server.drawings import Drawings
from commitments.server.first_sight import FirstSight, Views
from commitments.server.middleware import FewFiles, OwnFrames, PageNames, SameSite

# What every page begins with, in the order of the first one. Not `commitments.ui`: Streamlit knows
# only components that were declared while a page runs.
READ = (
    "pandas", "pyproj", "commitments.atlas.load", "folium.plugins", "commitments.figures.live_map",
    "commitments.figures.views", "commitments.briefings.views", "commitments.uploads.joining",
)  # fmt: skip
READ_LATER = ("commitments.figures.timelines.views", "openpyxl")  # what only some pages need
PAUSE = 5  # seconds in which the first reader's page has the processor to itself
PAGES = [page.stem.split("_", 1)[1] for page in Path(__file__).parent.glob("pages/*.py")]
ADDRESSES = {"/": "Overview"} | {f"/{page}": page.replace("_", " ") for page in PAGES}
TABLES = "commitments.ui.own_table"  # holds the readers' own, once a page has run
FORGETTING = 60  # seconds between two looks for sessions that have ended


def read() -> None:
    """Read what the pages need; nothing of it is garbage, so none is looked for."""
    gc.disable()
    try:
        for name in READ:
            import_module(name)
        with suppress(InvalidTable, Unreadable):  # the pages say so
            editions.keeper().edition()
    finally:
        gc.enable()
    sleep(PAUSE)
    for name in READ_LATER:
        import_module(name)


def forget_ended() -> None:
    """Forget the sessions that are over: Streamlit does so only when another one ends."""
    runtime = get_instance()
    runtime._session_mgr._session_storage._cache.expire()
    own_tables = sys.modules.get(TABLES)
    if own_tables:
        known = {one.session.id for one in runtime._session_mgr.list_sessions()}
        over = own_tables.forget_all_but(known)
        for session in over:
            runtime.media_file_mgr.clear_session_refs(session)
        if over:
            runtime.media_file_mgr.remove_orphaned_files()
            gc.collect()  # a session refers to itself
            pyarrow.default_memory_pool().release_unused()


async def forgetting() -> None:
    """Forget the sessions that are over, for as long as the server runs."""
    while True:
        await asyncio.sleep(FORGETTING)
        forget_ended()


@asynccontextmanager
async def serving(_: App) -> AsyncIterator[None]:
    """Begin to read as the server starts, which nobody waits for, and to forget."""
    Thread(target=read, name="read", daemon=True).start()
    task = asyncio.create_task(forgetting())
    yield
    task.cancel()
    drawings().close()


def others() -> list[str]:
    """Return the sites that may open a session beside the atlas's own, as configured."""
    return (
        list(get_option("server.corsAllowedOrigins")) if get_option("server.enableCORS") else ["*"]
    )


@lru_cache(maxsize=1)
def drawings() -> Drawings:
    """Return what draws for the public; its process begins with the first address."""
    return Drawings()


GUARDS = (
    Middleware(Compressed),
    Middleware(Addresses, drawings=drawings),
    Middleware(SameSite, also=others),
    Middleware(OwnFrames),
    Middleware(PageNames, pages=PAGES),
    Middleware(FirstSight, pages=ADDRESSES, views=Views(drawings)),
    Middleware(FewFiles, files=lambda: get_instance().uploaded_file_mgr),
)
app = App("app.py", lifespan=serving, middleware=GUARDS)
