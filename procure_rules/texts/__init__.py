"""What people read: texts in both languages, and the one catalogue of those that do not stand in a rule file."""

from __future__ import annotations

from procure_rules.texts.citing import cite
from procure_rules.texts.printable import printable, unprintable
from procure_rules.texts.say import label, said, say
from procure_rules.texts.text import LANGUAGES, Text, joined, listed

__all__ = ["LANGUAGES", "Text", "cite", "joined", "label", "listed", "printable", "said", "say", "unprintable"]
