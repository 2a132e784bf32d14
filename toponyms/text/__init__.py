"""What is known of characters: scripts, keys, sounds and near misses, and words as tokens.

Nothing here knows a place. Others take:

* `fold.fold` and `fold.FOLD_VERSION`: the comparison key, the one function that compiling and
  looking up share;
* `script.script_of`, `script.mixed`, `script.repair`: scripts, and look-alike letters put right;
* `skeleton`, `fuzzy`, `misread`: names that sound alike, that are an edit or two away, that came
  through a wrong encoding or keyboard;
* `words.tokens`, `words.Words`, `words.Token`: a text as words;
* `memo.Memo`: what was worked out once, in bounded memory.
"""
