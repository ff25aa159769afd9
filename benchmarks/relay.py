"""This module stands between a browser and a server and counts what the browser is sent."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

HOST = "127.0.0.1"
PIECE = 1 << 16  # bytes


class Relay:
    """A port that passes everything on; `sent` counts the bytes on their way to the browser."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = 0
        self.sent = 0

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection of the browser until either side closes it."""
        with suppress(OSError, asyncio.CancelledError):
            answers, asks = await asyncio.open_connection(HOST, self.target)
            await asyncio.gather(
                self._pump(reader, asks, counted=False), self._pump(answers, writer, counted=True)
            )

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, counted: bool
    ) -> None:
        with suppress(OSError, asyncio.CancelledError):
            while piece := await reader.read(PIECE):
                self.sent += len(piece) if counted else 0
                writer.write(piece)
                await writer.drain()
        with suppress(OSError, asyncio.CancelledError):
            writer.close()


@contextmanager
def relayed(target: int) -> Iterator[Relay]:
    """Open a port that leads to another one of this machine."""
    relay, loop, ready = Relay(target), asyncio.new_event_loop(), threading.Event()
    server: asyncio.Server | None = None

    async def serve() -> None:
        nonlocal server
        server = await asyncio.start_server(relay.pass_on, HOST, 0)
        relay.port = int(server.sockets[0].getsockname()[1])
        ready.set()

    loop.create_task(serve())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield relay
    finally:
        asyncio.run_coroutine_threadsafe(_end(), loop).result(timeout=5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)


async def _end() -> None:
    """End what is still being passed on."""
    waiting = asyncio.all_tasks() - {asyncio.current_task()}
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
