"""`python -m seedread`."""

import sys

from seedread.tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
