"""From a text to mentions: which of its names are places, and which places.

The way of a text: `spans` finds names with their type words, `lists` shares type words in
coordinated lists, `refusals` drops persons, streets and titles, `surroundings` resolves each name
by what stands around it, `supports` judges whether it is a place here; `document` is what they all
look at. Other packages use `annotate.annotate`, `annotate.why_not` and the type `annotate.Refused`.
"""
