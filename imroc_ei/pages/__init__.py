"""What every page has around it: the navigation, and the pages that say no."""
