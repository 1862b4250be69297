"""`python -m aicc.cli`, for where the script `aicc` is not on the path."""

from aicc.cli import main

main()
