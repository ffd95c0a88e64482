"""How the site runs: its processes, its cache, its logs, and what keeps it from starting."""
