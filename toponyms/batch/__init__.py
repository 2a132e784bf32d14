"""Many texts and names: in their order, by one process or several, in bounded memory.

Others take `names.resolve_many` and `names.ids`; `matching.Matcher` and `matching.match_many` for
names with contexts; `columns.ColumnMatcher` and `columns.mention_records` for columns of a table;
`texts.annotate_many` and `texts.annotate_lines`; `mentions.mention_rows` for mentions as rows;
`records.annotate_records` for JSON lines; and `workers.map_ordered` for anything else that is done
to many items.
"""
