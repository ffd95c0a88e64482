"""Who speaks to us, asked after sending, if an owner turned it on. The answers belong to nobody."""
