"""The pages' parts in Streamlit: frame, choices, figures and panels of a page.

Pages say `from commitments import ui` and use the names below.
"""

from commitments.ui.address_bar import address, link
from commitments.ui.briefing import add_to_briefing, begin, brief_list, brief_words, open_briefing
from commitments.ui.briefing_files import brief_preview, brief_take_away
from commitments.ui.choices import filters, order, province, provinces, selection, theme
from commitments.ui.comparison import offer_more, offer_peers, show_comparison
from commitments.ui.copy_and_download import take_away
from commitments.ui.dot_plot import show_dots
from commitments.ui.figures import (
    columns,
    figure,
    imprint,
    in_words,
    show_map,
    show_values_key,
)
from commitments.ui.frame import heading, hint, kept, lead, note, page, prose, row, today
from commitments.ui.matrix import matrix_layout, show_matrix
from commitments.ui.panels import (
    holdings,
    passage,
    province_summary,
    show_outcome,
    show_provenance,
    show_result,
)
from commitments.ui.progress import progress_choices, show_progress
from commitments.ui.province_sheet import (
    province_choice,
    province_title,
    show_sheet,
    take_sheet_away,
)
from commitments.ui.tables import choose_row, show_reports, show_table
from commitments.ui.timeline import chosen_mark, show_timeline, timeline_choices, timeline_key
from commitments.ui.upload import (
    offer_preview,
    offer_templates,
    offer_upload,
    own_report,
    show_columns,
    show_report,
)

__all__ = [
    "add_to_briefing",
    "address",
    "begin",
    "brief_list",
    "brief_preview",
    "brief_take_away",
    "brief_words",
    "choose_row",
    "chosen_mark",
    "columns",
    "figure",
    "filters",
    "heading",
    "hint",
    "holdings",
    "imprint",
    "in_words",
    "kept",
    "lead",
    "link",
    "matrix_layout",
    "note",
    "offer_more",
    "offer_peers",
    "offer_preview",
    "offer_templates",
    "offer_upload",
    "open_briefing",
    "order",
    "own_report",
    "page",
    "passage",
    "progress_choices",
    "prose",
    "province",
    "province_choice",
    "province_summary",
    "province_title",
    "provinces",
    "row",
    "selection",
    "show_columns",
    "show_comparison",
    "show_dots",
    "show_map",
    "show_matrix",
    "show_outcome",
    "show_progress",
    "show_provenance",
    "show_report",
    "show_reports",
    "show_result",
    "show_sheet",
    "show_table",
    "show_timeline",
    "show_values_key",
    "take_away",
    "take_sheet_away",
    "theme",
    "timeline_choices",
    "timeline_key",
    "today",
]
