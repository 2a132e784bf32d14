"""Many texts: in their order, by one process or several, in bounded memory.

Others take `texts.annotate_many` and `texts.annotate_lines`, `records.annotate_records` for JSON
lines, and `workers.map_ordered` for anything else that is done to many items.
"""
