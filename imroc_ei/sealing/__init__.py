"""Sealing: the keys, and what is opened with them."""
