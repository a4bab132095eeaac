"""The part of bin/setup, bin/serve and bin/test that is written in Python: `python bin/support COMMAND …`.

Uses the standard library alone, because it runs before anything is installed.
"""

import sys

from cli import main

sys.exit(main(sys.argv[1:]))
