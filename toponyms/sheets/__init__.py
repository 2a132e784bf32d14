"""Tables in files: read as they are, written with what was found beside their own columns.

A *sheet* is a file of rows with columns: CSV and the like, JSON lines, Excel and OpenDocument,
Parquet. `recognize` tells by its bytes what a file is; `delimited`, `jsonlines`, `excel` and
`parquet` read one, block by block, and write it again, each keeping what it does not understand.
`columns` says which column has the names and which says where they lie, `joining` asks for them,
`review` makes the list of what a person has to decide and reads the decisions. The commands take
`joining.match_sheet` and what it needs.
"""
