"""`python -m awsconf.lsp`: the server without the rest of the command line."""

from __future__ import annotations

import sys

from awsconf.lsp import main

sys.exit(main(sys.argv[1:]))
