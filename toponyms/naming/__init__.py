"""A place to a name: naming policies, and Latin text back to the Cyrillic name behind it.

Others take `render.render`, `render.policies` and `deromanize.deromanize`.
"""
