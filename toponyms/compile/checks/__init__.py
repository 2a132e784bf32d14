"""The language rules of `toponyms/rules`, checked before the gazetteer is compiled.

A schema says of each table what its columns hold (`tables`, by the types of `cells` and the
`relations` between cells), of each TOML file what its keys hold (`files`, `romanization`,
`inflection`), and of each number in which range it lies (`ranges`). What breaks a rule is a
`TableError` that names file, line, value and what is allowed. Others use `check.check_rules`.
"""
