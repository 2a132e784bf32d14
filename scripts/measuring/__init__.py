"""What only measuring needs: how well the package answers, how well other tools do, what tests see.

* `development`: the rows of the development data, and our answers in their terms;
* `baselines`: other tools on the same rows;
* `faults`: small faults to plant, so that the tests may notice them.
"""
