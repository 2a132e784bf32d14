"""A place to a name: naming policies, and Latin text back to the Cyrillic name behind it.

Others take `render.render`, `render.policies`, `deromanize.deromanize`, and `titles.titled`, a name
with the noun of its kind.
"""

from toponyms.typed import Final

DEFAULT_POLICY: Final = "uk-official"
"""The naming policy that is meant where none is named."""
