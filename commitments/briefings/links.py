"""A briefing as a link: deflated JSON, written and read back."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Final

from commitments.atlas.load import Atlas
from commitments.briefings import items as briefing
from commitments.briefings import reading as brief_reading
from commitments.briefings.items import Brief, InvalidBrief
from commitments.language import say

PARAMETER: Final = "brief"
LONGEST: Final = 6000  # characters; browsers, mail and chat carry no more with certainty


def packed(brief: Brief) -> str:
    """Return a briefing as it stands in a link; blank where it has become too long for one."""
    told = json.dumps(briefing.as_dict(brief), ensure_ascii=False, separators=(",", ":"))
    text = base64.urlsafe_b64encode(zlib.compress(told.encode(), 9)).decode().rstrip("=")
    return text if len(text) <= LONGEST else ""


def unpacked(text: str, atlas: Atlas) -> Brief:
    """Read a briefing out of a link by the rules of a file; InvalidBrief with every fault."""
    return brief_reading.checked(_opened(text), atlas)


def _opened(text: str) -> dict[str, object]:
    """Undo base64, deflate and JSON, never past the size that a file may have."""
    if len(text) > LONGEST:
        raise InvalidBrief([say("set-fault.link-too-long", most=LONGEST)])
    try:
        packed_bytes = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
        opener = zlib.decompressobj()
        told = opener.decompress(packed_bytes, brief_reading.LARGEST)
        data = json.loads(told)
        json.dumps(data, ensure_ascii=False).encode()  # halves of characters are no text
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise InvalidBrief([say("set-fault.link-unreadable")]) from None
    if opener.unconsumed_tail or not isinstance(data, dict):
        raise InvalidBrief([say("set-fault.link-unreadable")])
    return data
