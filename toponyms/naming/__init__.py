"""A place to a name: naming policies, and Latin text back to the Cyrillic name behind it.

Others take `policies.policy` and `policies.policies`, `render.rendered` and `render.titled`, which
are the name that a policy writes and the same with the word for its kind, `deromanize.deromanize`,
and `titles.titled`, a name of the gazetteer with the noun of its kind.
"""

from toponyms.typed import Final

DEFAULT_POLICY: Final = "uk-official"
"""The naming policy that is meant where none is named."""
