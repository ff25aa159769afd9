"""A reader's own rows joined to the atlas, alone or beside its own, for that reader."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from commitments.atlas import joining
from commitments.atlas.load import Atlas, Own
from commitments.domain.model import YOURS, Use
from commitments.domain.results import RESULT_COLUMNS
from commitments.language import say
from commitments.uploads.pipeline import Report


def joined(atlas: Atlas, report: Report, use: Use) -> Atlas:
    """Return the atlas that a reader sees: with their rows, marked as theirs, or with them alone.

    Edition and version say so, and with them every imprint, citation and export.
    """
    if use == Use.OFF:
        return atlas
    codebook = report.codebook
    rows = joining.enriched(report.sound, codebook).assign(yours=True)
    sources, results = codebook.sources, atlas.results
    if use == Use.ALONE:
        edition = say("upload.edition-alone", table=report.name)
        version = say("upload.version-alone", own=report.version)
        sources, results = sources[sources["evidence"] == YOURS], results.head(0)
    else:
        edition = say("upload.edition-beside", edition=atlas.edition, table=report.name)
        version = say("upload.version-beside", version=atlas.version, own=report.version)
        rows = pd.concat([atlas.targets, rows], ignore_index=True)
    seen = replace(
        atlas,
        targets=rows,
        results=results,
        indicators=joining.shown_in_units(codebook),
        sources=sources,
        places=codebook.places,
        units=codebook.units,
        own_edition=edition,
        dated="" if use == Use.ALONE else atlas.dated,
        version=version,
        own=Own(report.name, use, report.sound, report.results),
    )
    return with_results(seen, report, use)


def with_results(atlas: Atlas, report: Report, use: Use) -> Atlas:
    """Add a reader's reported values to those of the atlas, where it holds any."""
    rows = report.results.reindex(columns=list(RESULT_COLUMNS), fill_value="")
    added = joining.enriched_results(rows, report.codebook).assign(yours=True)
    if added.empty:
        return atlas
    both = [added] if use == Use.ALONE else [atlas.results, added]
    return replace(atlas, results=pd.concat(both, ignore_index=True))
