"""Tables to the compiled file, when the package is built; and the overlay, when one is opened.

``python -m toponyms.compile`` compiles. Looking up never imports this wing: only `Gazetteer.open`
does, and only for an *overlay*, a user's own tables laid over the gazetteer (its argument
``extra``). The modules, in the order of the data: `checks` (the language rules of the package),
`curated` (how the rows of the editors join those of the sources), `tables` (lines, columns, rows),
`read` (the rules of each table), `spellings` and `expand` (names to keys), `columns` and `index`
(keys and rows to the sections of the file), `build` (the file). Other wings and scripts use:

* `build.compile_tables`, `build.stale`: a folder of tables to a file;
* `overlay.Overlay`: a `Store` with an overlay;
* `curated`, `tables.COLUMNS`, `tables.curated_rows`, `read.read`: for the scripts that write the
  tables.
"""
