"""The names of a text, resolved together: what stands together lies together.

Each name of a text, those too that alone would be refused, is a node with its weighed candidates
and the odds that it is no place at all (`nodes`, `unknown`). It hears its neighbours in the text
(`hearing`), and each says how much likelier it makes each candidate: by the distance, by the unit
that is named, by the side on which the text says the place lies (`affinity`). In a few
rounds of messages all choose jointly (`belief`), and `decide` makes the mentions.

The method is loopy belief propagation over a pairwise model (Judea Pearl, Probabilistic Reasoning
in Intelligent Systems, 1988): what a name says to another leaves out what it heard from that.
"""
