"""The moves of a case: each name in the table of `feedback/states.py` has one function here."""
