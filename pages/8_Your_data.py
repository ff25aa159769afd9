"""Your data: a table of your own, checked row by row, in every view of this session."""

from commitments import ui
from commitments.briefings import items as briefing
from commitments.domain.model import YOURS, Filters
from commitments.language import say
from commitments.queries import query, search
from commitments.uploads import captions as upload_captions
from commitments.words import columns

atlas = ui.page("Your data")

ui.lead(say("your-data.lead"))
left, right = ui.columns((1, 1))
with left:
    ui.offer_upload()
with right:
    ui.offer_templates()

waiting = ui.offer_preview()
report = ui.own_report()
if report:
    ui.show_report(atlas, report)
elif not waiting:
    ui.show_columns()

own = query.own_rows(atlas)
if not own.empty:
    rows = query.described(own.head(search.ROWS_SHOWN))
    ui.heading(upload_captions.rows_heading(own))
    ui.take_away(
        atlas,
        rows,
        what=say("your-data.own-table"),
        link=ui.link(),
        item=briefing.table_of(Filters(evidence=YOURS)),
    )
    ui.show_table(rows, columns.TARGETS, key="yours-rows")
