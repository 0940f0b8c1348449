"""``python -m procure_rules.cli``."""

from procure_rules.cli.app import main

main()
