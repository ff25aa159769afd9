"""This module is a reader without a browser: one session of the atlas over its websocket."""

from __future__ import annotations

import http.client
import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE: Final = 180  # seconds for one answer, on a busy machine
LARGEST: Final = 200 * 1024 * 1024  # bytes of one message
TOKEN: Final = "_streamlit_xsrf"
SAME_ORIGIN: Final = 200


class Fault(Exception):
    """Raised where the atlas answers with anything but a page, a file or a sentence."""


@dataclass
class Page:
    """What stands on a page: its elements by kind, as Streamlit sends them."""

    elements: list[Any] = field(default_factory=list)

    def all(self, kind: str) -> list[Any]:
        """Return the elements of one kind, in their order."""
        return [getattr(one, kind) for one in self.elements if one.WhichOneof("type") == kind]

    def one(self, kind: str, label: str) -> Any:  # noqa: ANN401 (a protobuf message)
        """Return the first element whose label begins so; Fault where there is none."""
        for element in self.all(kind):
            if element.label.startswith(label):
                return element
        raise Fault(f"no {kind} “{label}” on the page")


class Light:
    """One session: it opens links, uses widgets, hands in files and fetches others."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.page = Page()
        self.session = self.hash = self.query = ""
        self.pages: dict[str, str] = {}
        self.widgets: dict[str, Any] = {}
        self.asked = 0
        self.token = self._token()
        self._stack = ExitStack()
        self.socket: ClientConnection = self._stack.enter_context(
            connect(
                f"ws://{self.host}/_stcore/stream",
                subprotocols=["streamlit", self.token],  # type: ignore[list-item]
                additional_headers={"Cookie": f"{TOKEN}={self.token}"},
                origin=f"http://{self.host}",  # type: ignore[arg-type]
                max_size=LARGEST,
                open_timeout=PATIENCE,
                close_timeout=1,
            )
        )

    def close(self) -> None:
        """Leave, as a browser that is closed."""
        self._stack.close()

    # ---- pages ----

    def open(self, link: str) -> Page:
        """Open a view by its link, as a browser that follows a link of the menu."""
        name, _, self.query = link.partition("?")
        self.widgets.clear()
        self.hash = self.pages.get(name, "")
        page = self._run(name)
        self.hash = self.pages.get(name, self.hash)  # a first page is told by its name alone
        return page

    def press(self, button: Any, *, wait: bool = True) -> Page:  # noqa: ANN401
        """Press a button."""
        state = {"id": button.id, "trigger_value": True}
        return self._run(widget=state, wait=wait)

    def tick(self, checkbox: Any) -> Page:  # noqa: ANN401
        """Turn a switch."""
        self.widgets[checkbox.id] = {"id": checkbox.id, "bool_value": not checkbox.default}
        return self._run()

    def write(self, entry: Any, text: str) -> Page:  # noqa: ANN401
        """Write into a field."""
        self.widgets[entry.id] = {"id": entry.id, "string_value": text}
        return self._run()

    def hand_in(self, uploader: Any, name: str, content: bytes) -> Page:  # noqa: ANN401
        """Hand in a file."""
        asked = BackMsg()
        asked.file_urls_request.request_id = "urls"
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.session
        self._send(asked)
        urls = self._until("file_urls_response").file_urls_response.file_urls[0]
        status, said = self._put(urls.upload_url, name, content)
        if status >= http.client.BAD_REQUEST:
            raise Fault(f"upload answered {status}: {said[:200]!r}")
        info = {
            "name": name,
            "size": len(content),
            "file_id": urls.file_id,
            "file_urls": {
                "file_id": urls.file_id,
                "upload_url": urls.upload_url,
                "delete_url": urls.delete_url,
            },
        }
        self.widgets[uploader.id] = {
            "id": uploader.id,
            "file_uploader_state_value": {"uploaded_file_info": [info]},
        }
        return self._run()

    def let_make(self, button: Any) -> str:  # noqa: ANN401
        """Let the file of a download button be made where it is not yet; return its address."""
        if not button.HasField("deferred_file_id"):
            return str(button.url)
        asked = BackMsg()
        asked.backend_operation_request.request_id = "file"
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = button.deferred_file_id
        self._send(asked)
        answer = self._until("backend_operation_response").backend_operation_response
        if answer.error_msg:
            raise Fault(f"“{button.label}”: {answer.error_msg}")
        return str(answer.deferred_file.url)

    def fetch(self, button: Any) -> bytes:  # noqa: ANN401
        """Fetch the file of a download button."""
        status, content = self._get(self.let_make(button))
        if status != SAME_ORIGIN:
            raise Fault(f"“{button.label}” answered {status}")
        return content

    def _run(
        self,
        name: str = "",
        *,
        widget: dict[str, Any] | None = None,
        wait: bool = True,
    ) -> Page:
        """Ask for a run of the page and wait until all of it is here."""
        asked = BackMsg()
        run = asked.rerun_script
        run.query_string = self.query
        run.page_script_hash = self.hash
        run.page_name = "" if self.hash else name
        run.context_info.url = f"http://{self.host}/{name}"
        for state in [*self.widgets.values(), *([widget] if widget else [])]:
            _fill(run.widget_states.widgets.add(), state)
        self._send(asked)
        if wait:
            self.wait()
        return self.page

    def wait(self) -> None:
        """Read what the server sends until a run is done."""
        self.page = Page()
        while True:
            told = self._receive()
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self._arrived(told.new_session)
            elif kind == "navigation":
                listed = told.navigation.app_pages
                self.pages |= {one.url_pathname: one.page_script_hash for one in listed}
            elif kind == "page_info_changed":
                self.query = told.page_info_changed.query_string
            elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
                self._take(told.delta.new_element)
            elif kind == "script_finished" and told.script_finished != _EARLY:
                if told.script_finished == _BROKEN:
                    raise Fault("the page does not compile")
                return

    def _arrived(self, told: Any) -> None:  # noqa: ANN401
        self.page = Page()
        self.session = told.initialize.session_id
        self.hash = told.page_script_hash

    def _take(self, element: Any) -> None:  # noqa: ANN401
        self.page.elements.append(element)
        if element.WhichOneof("type") == "exception":
            raise Fault(f"exception: {element.exception.type} {element.exception.message}")

    # ---- the wire ----

    def _send(self, asked: BackMsg) -> None:
        self.socket.send(asked.SerializeToString())

    def _receive(self) -> ForwardMsg:
        told = ForwardMsg()
        told.ParseFromString(self.socket.recv(timeout=PATIENCE, decode=False))
        return told

    def _until(self, kind: str) -> ForwardMsg:
        while (told := self._receive()).WhichOneof("type") != kind:
            pass
        return told

    def _token(self) -> str:
        """Return the token against forged requests that the server hands to a browser."""
        link = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        link.request("GET", "/_stcore/health")
        answer = link.getresponse()
        cookies = answer.headers.get_all("Set-Cookie") or []
        answer.read()
        link.close()
        found = [one.split(";")[0].partition("=")[2] for one in cookies if one.startswith(TOKEN)]
        return found[0].strip('"') if found else ""

    def _put(self, address: str, name: str, content: bytes) -> tuple[int, bytes]:
        line = "atlas-soak"
        head = (
            f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{quote(name)}"'
            "\r\nContent-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{line}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={line}",
            "Cookie": f"{TOKEN}={self.token}",
            "X-Xsrftoken": self.token,
        }
        return self._answered("PUT", address, body, headers)

    def _get(self, address: str) -> tuple[int, bytes]:
        return self._answered("GET", address, None, {})

    def _answered(
        self, method: str, address: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        link = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        link.request(
            method, urlsplit(address)._replace(scheme="", netloc="").geturl(), body, headers
        )
        answer = link.getresponse()
        content = answer.read()
        link.close()
        return answer.status, content


_EARLY: Final = ForwardMsg.FINISHED_EARLY_FOR_RERUN
_BROKEN: Final = ForwardMsg.FINISHED_WITH_COMPILE_ERROR


def _fill(message: Any, values: dict[str, Any]) -> None:  # noqa: ANN401
    """Fill a message with plain values."""
    from google.protobuf.json_format import Parse

    Parse(json.dumps(values), message)
