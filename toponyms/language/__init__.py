"""What is known of languages: romanization, inflection, type words, and words that give cues.

The knowledge is data in `toponyms/rules`; the modules here apply it and know no gazetteer. Others
take:

* `romanize.romanize`, `romanize.standards`, `machine.machine_romanizations`: Cyrillic to Latin, for
  compiling and naming only; looking up never romanizes;
* `inflect.inflect`, `inflect.declension`, `inflect.forms`: case forms, for compiling only;
* `typewords.forward`, `backward`, `strip` and the type `Typed`: the words that say a place's kind;
* `cues.cues`, `conjunctions`, `given_names`, `commonness`, `languages_of`: what words tell of the
  name beside them, and of the text.
"""
