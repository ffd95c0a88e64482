"""Coming back with the code: reading what was said and answered, and what one can still do."""
