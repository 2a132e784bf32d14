"""Tables to the compiled file, and a user's own tables laid over it; build time.

``python -m toponyms.compile`` runs it. Looking up never imports this wing: only `Gazetteer.open`
does, and only for tables of the user's own. The modules, in the order of the data: `tables` (lines,
columns, rows), `read` (the rules of each table), `check_rules` (the language rules of the package,
by the schemas of the modules `rule_*`), `spellings` and `expand` (names to keys),
`columns` and `index` (to the sections of the file), `build` (the file). Others take:

* `build.compile_tables`, `build.stale`: a folder of tables to a file;
* `overlay.Overlay`: a `Store` with a user's tables over it;
* `tables.COLUMNS`, `read.read`: for the scripts that write the tables.
"""
