"""What only measuring needs: how well the package answers, and how well other tools do.

* `development`: the rows of the development data, and our answers in their terms;
* `baselines`: other tools on the same rows.
"""
