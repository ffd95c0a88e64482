"""What every page has around it: navigation, reading settings, and the pages that say no."""
