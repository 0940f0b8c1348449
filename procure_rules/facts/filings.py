"""What challenges, objections and complaints have in common: by which facts each is made, answered and told of."""

from __future__ import annotations

__all__ = ["ANSWERED", "FILED", "PRIOR", "RECEIVED", "SCOPES", "STAGES", "WORDS"]

SCOPES = ("challenge", "objection", "complaint")
FILED = {
    "challenge": ("challenge_sent", "challenge_received"),
    "objection": ("objection_received", "objection_uploaded"),
    "complaint": ("complaint_sent", "complaint_filed", "complaint_received", "complaint_uploaded"),
}
"""The events by which a filing is made."""
ANSWERED = {"challenge": "challenge_answered", "objection": "objection_answered", "complaint": "complaint_decided"}
WORDS = {"challenge": "against", "objection": "objection_to", "complaint": "matter"}
"""The fact that says what a filing is directed at."""
STAGES = {("challenge", "process"): "challenged_stage"}
PRIOR = {
    "challenge": ("prior_challenge_received", "prior_challenge_answered", "challenged_first"),
    "objection": ("prior_objection_filed", "prior_objection_answered", "objected_first"),
}
"""The facts by which a complaint tells of the filing that came before it."""
RECEIVED = {"challenge": "challenge_received", "objection": "objection_received"}
