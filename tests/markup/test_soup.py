"""The page process loads of Beautiful Soup what it uses; all else can be imported as before."""

import subprocess
import sys

PROGRAM = """
import sys
import reader.ingest.pages
loaded = {"soupsieve", "html5lib", "lxml"} & set(sys.modules)
import soupsieve
print(sorted(loaded), soupsieve.__name__)
"""


def test_nothing_is_loaded_that_is_not_used_and_nothing_is_kept_from_others():
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM], capture_output=True, text=True, timeout=60
    )
    assert (run.returncode, run.stdout) == (0, "[] soupsieve\n"), run.stderr
