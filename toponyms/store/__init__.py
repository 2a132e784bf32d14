"""The compiled file: its format, reading it, and the history of a place.

A place, a toponym and a set of derivations are numbers in its columns. Others take:

* `store.Store`: the mapped file, opened by path; what every look-up asks;
* `format.NOTHING`, `format.Posting`, and for the compiler the packing of each column;
* `history.history`: what is known of a place's past.
"""
