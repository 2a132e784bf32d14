"""From a name with its context to a resolution.

The way of a name: `phrase` takes it apart, `addresses` tells its places from streets and houses,
`levels` which of these places is the name; `epithets` writes abbreviated ones out; `within` reads
what a caller says about where it lies; `candidates` reads it and its contexts (`context`, `seats`);
`lookup` finds the places that bear it, or a name that sounds alike or is near; `rules` weigh each
place that was found, by its name (`forms`), its kind and size (`prior`) and by what else that may
mean (`abroad`), with the numbers of `scoring`; `joining` brings the names of one phrase together;
`precedence` and `ranking` make the answer, with the reason of a doubtful one (`reasons`); and
`wording` puts a match into words. What they hand on is in `query`. Nothing
here romanizes, inflects or compiles. Other packages use:

* `resolve.resolve`, and `resolve.look_up_name` for a name that a text's reader has taken apart;
* `within.read_within`, `context.Context`, `context.context_of`, `context.relation`: how a
  place lies to a context;
* `query.Name`: a name with what its type words say;
* `search.search` and `suggest.suggest`: completion, and names close to an unknown one;
* `wording.derived_from`: from which language's names a Latin spelling comes.
"""
