"""What a briefing shows of results: panels of an indicator, the fact sheet of a province."""

from __future__ import annotations

from commitments.atlas.load import Atlas
from commitments.briefings.showing import Shown
from commitments.domain import links
from commitments.domain.model import Selection
from commitments.figures.progress import captions as progress_captions
from commitments.figures.progress import views as progress_views
from commitments.figures.province import captions as province_captions
from commitments.language import say
from commitments.queries import progress, province_sheet, query


def panels(atlas: Atlas, asked: Selection, _: int) -> Shown:
    """Return the panels of an indicator: promised beside reported."""
    view = progress_views.progress_view(atlas, progress.asked_by(asked))
    return Shown(
        title=view.title,
        subtitle=view.subtitle,
        notes=(view.how_to_read,),
        rows=view.rows,
        link=view.link,
        theme=view.theme,
        reports=view.reports,
        told=view.alt,
        details=tuple(progress_captions.panel_in_words(one) for one in view.panels),
    )


def fact_sheet(atlas: Atlas, asked: Selection, _: int) -> Shown:
    """Return the fact sheet of a province."""
    (name,) = asked.provinces
    sheet = province_sheet.sheet(atlas, name)
    return Shown(
        title=province_captions.title(atlas, name),
        subtitle=province_captions.subtitle(sheet),
        notes=(say("sheet.rule"),),
        rows=query.described(atlas.targets[atlas.targets["province"] == name]),
        link=links.address("Province", province=name),
        reports=atlas.results[atlas.results["province"] == name],
        sheet=sheet,
        missing=province_captions.nothing(sheet),
    )
