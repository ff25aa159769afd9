"""Tags of a PDF for screen readers: each page is a figure with its alt text, or text.

A page is drawn as one picture, so it is tagged as one figure; its texts and data are in the words.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from commitments.language import current

FIGURE: Final = "/Figure"
TEXT: Final = "/P"  # a page of text, read as it stands
OPENS: Final = b"/Span <</MCID 0>> BDC\n"
CLOSES: Final = b"\nEMC\n"


def tagged(pdf: bytes, alt: str) -> bytes:
    """Return a PDF of one page or more with each page tagged as a figure alt in words."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    tag(writer, [alt] * len(writer.pages))
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def tag(writer: PdfWriter, alt: Sequence[str]) -> None:
    """Tag each page of a document as a figure with its words, as text where it has none.

    The document is said to be in the language spoken now.
    """
    root = _named({"/Type": NameObject("/StructTreeRoot")})
    whole = _named({"/Type": NameObject("/StructElem"), "/S": NameObject("/Document")})
    tree, document = writer._add_object(root), writer._add_object(whole)
    whole[NameObject("/P")] = tree
    parents, figures = ArrayObject(), ArrayObject()
    for at, (page, words) in enumerate(zip(writer.pages, alt, strict=True)):
        _enclose(writer, page)
        page[NameObject("/StructParents")] = NumberObject(at)
        page[NameObject("/Tabs")] = NameObject("/S")
        figure = _figure(writer, page, document, words)
        figures.append(figure)
        parents.extend([NumberObject(at), ArrayObject([figure])])
    whole[NameObject("/K")] = figures
    root[NameObject("/K")] = document
    root[NameObject("/ParentTree")] = writer._add_object(_named({"/Nums": parents}))
    writer.root_object.update(
        _named(
            {
                "/StructTreeRoot": tree,
                "/MarkInfo": _named({"/Marked": BooleanObject(True)}),
                "/Lang": TextStringObject(str(current())),
                "/ViewerPreferences": _named({"/DisplayDocTitle": BooleanObject(True)}),
            }
        )
    )


def _figure(
    writer: PdfWriter, page: DictionaryObject, document: IndirectObject, words: str
) -> IndirectObject:
    """Add a page to the tree as a figure with its words, or as text where it has none."""
    element: dict[str, object] = {
        "/Type": NameObject("/StructElem"),
        "/S": NameObject(FIGURE if words else TEXT),
        "/P": document,
        "/Pg": page.indirect_reference,
        "/K": NumberObject(0),
    }
    if words:
        element["/Alt"] = TextStringObject(words)
    return writer._add_object(_named(element))


def _enclose(writer: PdfWriter, page: DictionaryObject) -> None:
    """Mark what a page draws as its one figure, once."""
    drawn = page.get_contents().get_data()  # type: ignore[attr-defined]
    if drawn.startswith(OPENS):
        return
    stream = DecodedStreamObject()
    stream.set_data(OPENS + drawn + CLOSES)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())


def _named(entries: dict[str, object]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})
