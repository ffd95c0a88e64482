"""What is typed, named and sent in the tests that look for it in raw bytes."""

import base64

CODE = "8403901532500887"
TYPED = {
    "what_happened": "The kettle was thrown across the staircase",
    "when": "Late on the ninth of Brumaire",
    "where": "Behind the orangery of the old mill",
    "who": "Somebody with a green umbrella",
    "effect": "I have not slept in the blue room since",
    "wanted": "That the umbrella stays outside",
    "told_before": "My neighbour at the bakery knows",
    "about_my_data": "My file was left on a windowsill",
    "name": "Philippa Quillfeather",
    "reach": "quillfeather@lighthouse.example",
    "safely": "Only on Tuesdays after the ferry",
    "support": "Large print, and a lamp",
    "share": "Nothing about the lighthouse",
}
WRITTEN = (
    "The lawyers want to see the harbour log",
    "The lawyers have seen the harbour log",
    "They play chess with the harbour master",
    "You told us about a broken compass",
    "You want the compass mended",
    "The keeper of the second bell",
    "By the feast of the lanterns",
    "A chair with arms and a window seat",
    "The harbour master is at sea",
    "We have asked for the tide tables",
    "The tide tables have come",
    "The compass hung crooked from the nail",
    "Perhaps the nail was always crooked",
    "The man who hangs compasses",
    "That somebody minded the crooked nail",
    "He had not noticed the nail",
    "A friend sat by him in the galley",
    "There was also a sextant on the shelf",
    "The compass was hung crooked",
    "Nobody had looked at it since spring",
    "A new nail before the next tide",
    "We have looked closely at the compass",
    "The new nail is crooked as well",
)
# What is written after a second look was asked for, and by whoever comes back with their code.
LATER = (
    "The second compass points at the cellar",
    "A photograph of the cellar is with it",
    "The cellar keeper was heard on the pier",
    "You say that the second nail was crooked",
    "A straight nail in the pilot house",
    "Both the carpenter and the pilot",
    "When the herring come home",
    "Somebody reads aloud in the wheelhouse",
    "We began again with the carpenter",
    "The second nail came from another box",
    "The box was labelled in another hand",
    "Every box is opened on the quay",
    "The harbour board hears the rest",
    "Boxes are to be opened in daylight",
    "Every box says on its lid where it was made",
    "The pilot has to be rung before the tide",
)
IN_FILE = b"The page from the ship's diary. "
NAME_OF_FILE = "Diary of the lighthouse.pdf"
ALL = [
    *(text.encode() for text in (*TYPED.values(), *WRITTEN, *LATER)),
    IN_FILE.strip(),
    NAME_OF_FILE.encode(),
]
ALL += [CODE.encode(), " ".join(CODE[at : at + 4] for at in range(0, 16, 4)).encode()]


def in_any_writing(phrase: bytes) -> list[bytes]:
    """Return a phrase plain, in hexadecimal, and in base64 wherever it may begin in it."""
    found = [phrase, phrase.hex().encode(), phrase.hex().upper().encode()]
    found += [phrase.decode().encode("utf-16-le")]
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + phrase)
        # The first and last signs depend on the neighbours of the phrase.
        found.append(encoded[4 if before else 0 : -4])
    return found


def found_in(content: bytes) -> list[bytes]:
    """Return the phrases that the bytes hold, in whatever writing."""
    return [phrase for phrase in ALL if any(way in content for way in in_any_writing(phrase))]
