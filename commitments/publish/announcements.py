"""What a published site says of itself to machines: feed, sitemap and robots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from commitments.atlas.rows import records
from commitments.language import Language, count, say, speaking
from commitments.publish import addresses, rendering
from commitments.publish.folder import Manifest, checksum
from commitments.publish.site import Site

ENTRIES: Final = 30  # of the feed; older ones are let go
NAMED: Final = 60  # commitments that an entry names; more are counted
DAY: Final = "{}T00:00:00Z"


def files(site: Site, manifest: Manifest) -> dict[str, bytes]:
    """Return feed, robots and sitemap, which needs a base; the manifest is told what is new."""
    _remember(site, manifest)
    made = {
        addresses.FEED: _feed(site, manifest).encode(),
        addresses.ROBOTS: rendering.text("robots.txt", site=site).encode(),
    }
    if site.base:
        pages = sorted(_pages(manifest))
        made[addresses.SITEMAP] = rendering.text("sitemap.xml", site=site, pages=pages).encode()
    return made


def _pages(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Yield the address of every page, with the day on which its data last changed."""
    for name, piece in manifest.pieces.items():
        for path in piece["files"]:
            if path.endswith(addresses.INDEX) and not name.startswith("door") and _is_page(path):
                yield path.removesuffix(addresses.INDEX), piece["changed"]


def _is_page(path: str) -> bool:
    return not path.startswith(("embed/", "data/"))


def _remember(site: Site, manifest: Manifest) -> None:
    """Note what has changed in the commitments since the folder was last published."""
    atlas = site.any
    rows = records(atlas.rows)
    now = {str(row["id"]): checksum(repr(sorted(row.items())).encode()) for row in rows}
    before, known = manifest.rows, manifest.entries
    manifest.rows = now
    if known and now == before:
        return
    entry = {
        "edition": atlas.edition,
        "dated": atlas.dated,
        "version": atlas.version,
        "all": len(now),
        "first": not known,
        "added": sorted(set(now) - set(before)) if known else [],
        "changed": sorted(one for one in now if one in before and now[one] != before[one]),
        "withdrawn": sorted(set(before) - set(now)),
    }
    manifest.entries = [entry, *known][:ENTRIES]


def _feed(site: Site, manifest: Manifest) -> str:
    told = []
    for entry in manifest.entries:
        for language in Language:
            with speaking(language):
                told.append(_told(site, entry, language))
    return rendering.text(
        "feed.xml",
        site=site,
        entries=told,
        id=_urn(site.base or say("title")),
        updated=DAY.format(manifest.entries[0]["dated"]),
    )


def _told(site: Site, entry: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Tell one change in the language spoken now."""
    counts = [
        count(f"publish.feed-{name}", len(entry[name]))
        for name in ("added", "changed", "withdrawn")
        if entry[name]
    ]
    first = count("publish.feed-first", entry["all"])
    known = set(site.any.targets["id"])
    named = [one for one in (*entry["added"], *entry["changed"]) if one in known][:NAMED]
    return {
        "language": language,
        "id": _urn(f"{site.base} {entry['edition']} {entry['version']} {language}"),
        "title": say("publish.feed-title", edition=entry["edition"]),
        "updated": DAY.format(entry["dated"]),
        "address": addresses.page(language),
        "summary": first if entry["first"] else say("told.between").join(counts),
        "named": [(one, addresses.page(language, "target", one)) for one in named],
        "withdrawn": entry["withdrawn"][:NAMED],
    }


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, name).urn
