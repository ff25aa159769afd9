"""This module reads an app without a browser: a websocket that speaks Streamlit's own messages."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from apps import PATHS, Server
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

PROTOCOL: Final = Subprotocol("streamlit")
LABEL: Final = "Indicator"
PATIENCE: Final = 60.0  # seconds until an answer counts as failed
LARGEST: Final = 64 * 1024 * 1024  # bytes of one message
MESSAGE_AGE: Final = 2  # runs for which a browser keeps a message, so as not to be sent it again
AT_ONCE: Final = 4  # sessions that open at the same time, so that opening ends in no queue
JITTER: Final = 0.5  # of the time between two changes: readers do not keep in step
FAILED: Final = (ConnectionClosed, TimeoutError, OSError)


@dataclass
class Load:
    """What became of the changes of all readers: seconds of each answer, and faults in words."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    changes: int = 0  # all of them, those of the first round too
    cpu_before: float = 0.0  # seconds the server had spent when every reader had opened


class Reader:
    """One session: it opens a page and chooses one indicator after another."""

    def __init__(self, socket: ClientConnection, page: str, seed: int) -> None:
        self._socket = socket
        self._page = page
        self._chance = random.Random(seed)
        self._query = ""
        self._widget = ""
        self._fragment = ""
        self._options: list[str] = []
        self._chosen = ""
        self._kept: dict[str, int] = {}
        self._run = 0
        self.received = 0

    async def open(self) -> None:
        """Ask for the page and wait until it is finished."""
        await self._ask(BackMsg())
        if not self._options:
            raise ValueError(f"the page has no choice {LABEL!r}")

    async def change(self) -> float:
        """Choose another indicator; return the seconds until its page is finished."""
        self._chosen = self._chance.choice([o for o in self._options if o != self._chosen])
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = self._widget, self._chosen
        message.rerun_script.fragment_id = self._fragment
        return await self._ask(message)

    async def _ask(self, message: BackMsg) -> float:
        """Send what a browser sends for a change; return the seconds until it is answered."""
        self._run += 1
        asked = message.rerun_script
        asked.query_string, asked.page_name = self._query, self._page
        asked.context_info.timezone, asked.context_info.locale = "UTC", "en-US"
        asked.cached_message_hashes.extend(self._kept)
        start = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not await self._answered():
                pass
        took = time.perf_counter() - start
        self._kept = {h: run for h, run in self._kept.items() if self._run - run < MESSAGE_AGE}
        return took

    async def _answered(self) -> bool:
        """Take one message; say whether it ends the answer."""
        data = await self._socket.recv()
        self.received += len(data)
        message = ForwardMsg.FromString(bytes(data) if isinstance(data, bytes) else data.encode())
        kind = message.WhichOneof("type")
        if kind == "ref_hash" or message.metadata.cacheable:
            self._kept[message.ref_hash or message.hash] = self._run
        if kind == "delta":
            self._see(message.delta)
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise ValueError("the app does not compile")
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _see(self, delta: Any) -> None:  # noqa: ANN401 (Streamlit's messages are made as it runs)
        kind = delta.new_element.WhichOneof("type")
        if kind == "exception":
            raise ValueError(f"the app failed: {delta.new_element.exception.message}")
        box = delta.new_element.selectbox
        if kind == "selectbox" and box.label == LABEL:
            self._widget, self._options = box.id, list(box.options)
            self._fragment = delta.fragment_id


@asynccontextmanager
async def reading(server: Server, seed: int) -> AsyncIterator[Reader]:
    """Open a session on an app, as a browser would, and close it."""
    async with connect(
        server.stream, subprotocols=[PROTOCOL], max_size=LARGEST, open_timeout=PATIENCE, proxy=None
    ) as socket:
        reader = Reader(socket, PATHS[server.name].strip("/"), seed)
        await reader.open()
        yield reader


async def load(server: Server, readers: int, *, every: float, seconds: float) -> Load:
    """Let some readers change something again and again; the first round is not counted.

    A reader waits for an answer before asking again, so that a slow app is asked less often.
    """
    found = Load()
    doors, ready = asyncio.Semaphore(AT_ONCE), asyncio.Barrier(readers)
    pace = Pace(readers, every, seconds)
    await asyncio.gather(
        *(_one(server, number, pace, found, doors, ready) for number in range(readers))
    )
    return found


@dataclass(frozen=True)
class Pace:
    """How many readers change something every so many seconds, and for how long it is counted."""

    readers: int
    every: float
    seconds: float

    @property
    def end(self) -> float:
        """The seconds after which no reader asks any more; the first round is among them."""
        return self.every + self.seconds


async def _one(
    server: Server,
    number: int,
    pace: Pace,
    found: Load,
    doors: asyncio.Semaphore,
    ready: asyncio.Barrier,
) -> None:
    """Be one reader: open the page, wait for the others, and change something in turn."""
    try:
        async with AsyncExitStack() as stack:
            async with doors:
                reader = await stack.enter_async_context(reading(server, number))
            if await ready.wait() == 0:
                found.cpu_before = server.cpu()
            await _change(reader, number, pace, found)
    except asyncio.BrokenBarrierError:  # another could not open: that fault is told
        return
    except (*FAILED, ValueError) as fault:
        found.faults.append(f"reader {number + 1}: {type(fault).__name__} {fault}")
        await ready.abort()


async def _change(reader: Reader, number: int, pace: Pace, found: Load) -> None:
    chance, begun = random.Random(number), time.perf_counter()
    due = pace.every * number / pace.readers
    while due < pace.end:
        await asyncio.sleep(max(0.0, begun + due - time.perf_counter()))
        counts = due >= pace.every
        took = await reader.change()
        found.changes += 1
        if counts:
            found.seconds.append(took)
        answered = time.perf_counter() - begun
        due = max(answered, due + pace.every * chance.uniform(1 - JITTER, 1 + JITTER))
