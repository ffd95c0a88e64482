"""How the project is run through its tests, checked and looked at: one module a command."""
