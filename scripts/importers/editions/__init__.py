"""What changes with time: from one edition of a register, or of our tables, to the next.

* `history`: the names that a place had, and what is a renaming;
* `acts`: the day on which a renaming came into force;
* `bridge`: from the codes of KOATUU to those of KATOTTG, and what became of the raions;
* `councils`: the settlements that village councils sat in;
* `vanished`: settlements that no edition of KATOTTG has;
* `changes`: what differs between two sets of our tables.
"""
