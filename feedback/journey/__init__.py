"""The public journey: from the start page, question by question, to the code.

- `questions` declares each question once: its address, its form, when it is asked.
- `words` says each in standard and in easy words; `versions` is how the two are told apart.
- `route` knows which question comes before and after which, from the answers alone.
- `sending` makes a case of the draft; `afterwards` says what happens next, and by when.
"""
