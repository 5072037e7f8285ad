"""The values that pass between the stages: frozen, keyword-only, and free of behaviour that decides anything.

A stage imports the nouns it reads and the nouns it makes, never another stage.

Being frozen they hold no cycles. Those that come by the ten thousand say so by ``gc=False``, and Python looks for none.
"""
