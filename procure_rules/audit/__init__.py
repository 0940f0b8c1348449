"""Tables of projects: judged as ``assess`` judges each, and what shows only across them."""

from procure_rules.audit.entry import audit

__all__ = ["audit"]
