"""`make look`: a picture of every page of the table, in a folder outside the repository."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.rig.tools import BIN, ROOT, chromium, say


def main() -> int:
    if chromium() is None:
        say("Chromium is not here: apt-get install chromium")
        return 1
    wanted = os.environ.get("LOOK_DIR") or tempfile.mkdtemp(prefix="look-")
    folder = Path(wanted).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if folder.is_relative_to(ROOT):
        say(f"{folder} is inside the repository; name a folder outside it.")
        return 1
    command = [str(BIN / "python"), "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2"]
    code = subprocess.run(
        [*command, "tests/browser/pictures.py"],
        cwd=ROOT,
        env={**os.environ, "LOOK_DIR": str(folder), "ALL": "0"},
        check=False,
    ).returncode
    say(f"{len(list(folder.glob('**/*.png')))} pictures in {folder}")
    return code


if __name__ == "__main__":
    sys.exit(main())
