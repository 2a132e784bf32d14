"""Tables to the compiled file, and a user's own tables laid over it; build time.

``python -m toponyms.compile`` runs it. Looking up never imports this wing: only `Gazetteer.open`
does, and only for tables of the user's own. The modules, in the order of the data: `checks` (the
language rules of the package), `curated` (how the rows of the editors join those of the sources),
`tables` (lines, columns, rows), `read` (the rules of each table), `spellings` and `expand` (names
to keys), `columns` and `index` (to the sections of the file), `build` (the file). Others take:

* `build.compile_tables`, `build.stale`: a folder of tables to a file;
* `overlay.Overlay`: a `Store` with a user's tables over it;
* `curated`, `tables.COLUMNS`, `tables.curated_rows`, `read.read`: for the scripts that write the
  tables.
"""
