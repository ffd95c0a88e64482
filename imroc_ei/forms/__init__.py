"""What every form is made of: dates, words, choices, and changing what others may change too."""
