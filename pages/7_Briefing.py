"""Briefing: a set of views with your own words, taken away as slides, pages or figures."""

from commitments import ui
from commitments.language import say

atlas = ui.page("Briefing")

brief = ui.open_briefing(atlas)
ui.begin(atlas)

if brief.items:
    left, right = ui.columns((2, 3))
    with left:
        ui.brief_words(brief)
        chosen = ui.brief_list(atlas, brief)
        ui.heading(say("briefing.take-away"))
        ui.brief_take_away(atlas, brief)
    with right:
        ui.brief_preview(atlas, brief, chosen)
