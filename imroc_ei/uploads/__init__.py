"""Files from people, from the browser to where they are kept: checked, redrawn, bounded."""
