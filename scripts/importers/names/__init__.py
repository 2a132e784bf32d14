"""Names as strings: their repair, their likeness, and which labels are names at all.

* `text`: spaces, apostrophes, scripts, capitals, stress marks;
* `similarity`: how alike two spellings of one name are, in whatever script;
* `labels`: which labels of the open gazetteers are names of a place, and which are errors.

Nothing here reads a table or an upstream file.
"""
