"""The upstream files as their publishers have them: their formats, their traps, their repair.

A reader gives the objects of a file, with repaired names. From `tables` it uses only how an import
fails and how packages are checked, and it knows nothing of other upstreams.

* `registers`: KATOTTG, KOATUU and the crosswalk between them;
* `sizes`: inhabitants and voters of settlements;
* `features`: the State register of geographical names;
* `open_gazetteers`: the record that the open gazetteers are read into, `geonames` and
  `whosonfirst` their readers.
"""
