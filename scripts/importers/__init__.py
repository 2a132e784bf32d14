"""The imports: upstream files become the tables of `gazetteer/`.

The library behind the maintainers' commands, which are run as `python scripts/NAME.py`. Docstrings
name a module by its path from this folder on (`names.labels`), and one in their own folder by its
name alone. A module imports only from its own folder and from entries further down this list:

* `steps` and `words`: what writes the tables, and the word tables of the package;
* `linking`: which place a record of an open gazetteer is, and what is taken from it;
  `editions`: what changes from one edition of a register to the next;
* `upstream`: the files as their publishers have them, and their traps;
* `names`: repairing, comparing and judging names;
* `tables`: reading and writing the tables, and finding the pinned files.
"""
