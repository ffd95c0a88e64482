"""The procedure itself: how it is written, asked about, put in force and shown."""
