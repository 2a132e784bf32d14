"""Inside the tools that people already use; each module imports its library only when used.

`frames` joins frames of pandas, Polars and PyArrow, and `pandas` and `polars` add it to the frames
themselves; `duckdb` has functions for SQL, `spacy` a component, `datasets` functions to map over a
data set, `spark` functions over frames that one machine does not hold. What they have in common is
`arrow`: batches of Arrow in, batches of Arrow out. All of them ask what `toponyms.batch` asks and
give its records.
"""
