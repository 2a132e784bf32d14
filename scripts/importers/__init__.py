"""The imports: upstream files become the tables of `gazetteer/`.

The library behind the maintainers' commands in `scripts/`, which are run as `python scripts/NAME.py`;
docstrings name its modules from this folder on (`names.labels`), those of their own folder alone.
Lower folders know less; imports go down this list only:

* `steps` and `words`: what writes the tables, and the word tables of the package;
* `linking`: which place a record of another gazetteer is, and what is taken from it;
* `editions`: what changes from one edition of a register to the next;
* `upstream`: the files as their publishers have them, and their traps;
* `names`: repairing, comparing and judging names;
* `tables`: reading and writing the tables, and finding the pinned files.
"""
