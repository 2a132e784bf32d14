"""Many texts and names: in their order, by one process or several, in bounded memory.

Others take `names.resolve_many` and `names.ids`, `texts.annotate_many` and `texts.annotate_lines`,
`records.annotate_records` for JSON lines, and `workers.map_ordered` for anything else that is done
to many items.
"""
