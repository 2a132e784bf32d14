"""Which place of the registers a record of an open gazetteer is, and what is taken from it.

* `facts`: what the tables know already;
* `linker`: the place of a record, by position and name;
* `neighbours`: what position and name leave open, settled by the places around;
* `concordance`: the GeoNames ids of settlements;
* `other_names`: which labels of the linked records become rows.
"""
