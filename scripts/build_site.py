"""Build the dashboard from data/ into build/site/: the same as `thidua build`."""

import sys

from thidua.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
