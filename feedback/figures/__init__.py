"""How many, of what kind, how long, how many in time: by year, once, the same for everybody."""
