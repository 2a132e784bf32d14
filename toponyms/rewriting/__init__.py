"""A text with its names in the forms of a naming policy, and nothing else changed.

`rewrite.rewrite` takes the mentions of a text and gives a `changes.Rewriting`. `names` has the name
of the policy in the place of an old one, in the case that `grammar` tells; `keeping` tells where a
text speaks of a name, or of something that is no place, so that it stays; `beside` puts the
preposition or article beside a new name right; `parts` tells which parts of a file are text, `seen`
what is known of all of it; `words` reads the words that these ask for. The commands take `parts`
and what the face shows.
"""
