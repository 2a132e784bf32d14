"""The upstream files as their publishers have them: their formats, their traps, their repair.

A reader gives the objects of a file, with repaired names. It knows nothing of our tables but how
an import fails, and nothing of other upstreams.

* `registers`: KATOTTG, KOATUU and the crosswalk between them;
* `features`: the State register of geographical names;
* `open_gazetteers`: the record that the open gazetteers are read into, `geonames` and
  `whosonfirst` their readers.
"""
