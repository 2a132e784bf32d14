"""For the measuring scripts: how well the package answers, how well other tools do, what tests see.

* `development`: the rows of the development data, and the package's answers in their terms;
* `baselines`: other tools on these rows;
* `faults`: small faults to plant, so that the tests may notice them.
"""
