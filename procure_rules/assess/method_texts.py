"""A method in a sentence that the purchaser can act on: what may be done, on which grounds, with whose approval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from procure_rules.answers.common import Why
from procure_rules.answers.methods import GroundAnswer
from procure_rules.facts.core import CORE
from procure_rules.texts import LANGUAGES, Text, joined, listed, said, say

__all__ = ["conditions", "sentence"]

MOST = 4
"""Failing grounds are told so many at most; those that may still hold, all of them."""
RANK = {name: i for i, name in enumerate(CORE)}
"""The facts that settle the first questions are asked for first."""
KINDS = ("direct", "local", "derived", "practice")


def sentence(
    title: Text,
    status: str,
    grounds: Sequence[GroundAnswer],
    note: Text | None,
    why: Why,
    *,
    unless: bool,
    plain: Callable[[Text, str], str],
) -> Text:
    """What the verdict on a method means. ``unless``: a ground of another method would let it be left. ``plain``: a
    note, in a language, as readers are told it.
    """
    return _both(lambda lang: _Teller(title, grounds, lang).told(status, note, why, unless=unless, plain=plain))


def conditions(title: Text, status: str, grounds: Sequence[GroundAnswer], *, unless: bool) -> Text | None:
    """Under what a method may be used, in short; nothing where there is no condition."""
    if status == "required" and unless:
        return said("no_other_mentioned")
    if status not in ("only_if", "allowed_with_approval", "contested"):
        return None
    return _both(lambda lang: _Teller(title, grounds, lang).conditions(status)) or None


def _both(tell: Callable[[str], str]) -> Text:
    return Text(*(tell(lang) for lang in LANGUAGES))


class _Teller:
    """Tells of one method in one language."""

    def __init__(self, title: Text, grounds: Sequence[GroundAnswer], lang: str) -> None:
        self.title = title.text(lang)
        self.lang = lang
        self.met = [g for g in grounds if g.presumed == "met"]
        self.open = [g for g in grounds if g.presumed == "undetermined"]
        self.contested = [g for g in grounds if g.presumed == "contested" or g.argued]
        self.unmentioned = [g for g in grounds if g.unmentioned]
        self.failing = [g for g in grounds if g.presumed == "not_met" and not g.unmentioned]

    # pieces -----------------------------------------------------------------------------------------------------
    def say(self, key: str, *args: object) -> str:
        return say(key, self.lang, *args)

    def name(self, one: GroundAnswer) -> str:
        """The ground without the method's name before it."""
        text = one.title.text(self.lang)
        colon = "：" if self.lang == "zh" else ": "
        head, _, rest = text.partition(colon)
        if rest and self.title.startswith(rest):
            return head
        return rest if rest and self.title.startswith(head) else text

    def ground(self, one: GroundAnswer, *, own: bool) -> str:
        """A ground with its article and what it asks for besides; ``own``: its approval as well."""
        parts = [one.about.basis(self.lang, 1)]
        if one.publicity is not None and one.publicised != "true" and one.presumed != "not_met":
            parts.append(self.say("made_public_first"))
        if own and self.asked(one):
            parts.append(self.approval(one))
        if one.source_kind == "practice":
            parts.append(self.say("by_practice"))
        return self.name(one) + self.say("in_brackets", joined(parts, self.lang))

    def grounds(self, found: Iterable[GroundAnswer], *, own: bool = False) -> str:
        return joined((self.ground(g, own=own) for g in found), self.lang)

    @staticmethod
    def asked(one: GroundAnswer) -> bool:
        """Whether an approval is owed that is not known to be given."""
        return one.approval is not None and one.approved != "true"

    def approval(self, one: GroundAnswer) -> str:
        assert one.approval is not None
        return one.approval.text(self.lang)

    def with_approval(self, found: list[GroundAnswer], key: str) -> str:
        """Grounds under a heading; the approval that all ask for stands once behind them."""
        approvals = list(dict.fromkeys(self.approval(g) for g in found if self.asked(g)))
        together = len(approvals) == 1 and all(self.asked(g) for g in found)
        text = self.say(key, self.grounds(found, own=not together))
        return text + self.say("and_approval", approvals[0]) if together else text

    def plainest(self, found: list[GroundAnswer]) -> list[GroundAnswer]:
        """The grounds of the most direct source."""
        best = min((KINDS.index(g.source_kind) for g in found), default=0)
        return [g for g in found if KINDS.index(g.source_kind) == best]

    # the verdicts -----------------------------------------------------------------------------------------------
    def told(self, status: str, note: Text | None, why: Why, *, unless: bool, plain: Callable[[Text, str], str]) -> str:
        match status:
            case "required":
                text = self.say("method_required", self.grounds(self.plainest(self.given())[:1]))
                return text + self.say("method_unless") if unless else text
            case "allowed":
                return self.say("method_allowed", self.grounds(self.plainest(self.given())[-2:]))
            case "allowed_with_approval":
                return self.say("method_with_approval", self.grounds(self.met), self.approvals())
            case "only_if":
                text = self.with_approval(self.open, "method_only_if" if len(self.open) == 1 else "method_only_if_one")
                return text + self.besides()
            case "contested":
                return self.dispute(plain)
            case "not_allowed":
                return self.refusal()
        return self.doubt(note, why)

    def doubt(self, note: Text | None, why: Why) -> str:
        missing = sorted(why.reasons[2], key=lambda m: RANK.get(m.fact.rpartition("].")[2], len(RANK)))
        titles = list(dict.fromkeys(m.title.text(self.lang) for m in missing))
        if note and (note != said("by_practice") or not titles):
            return self.say("method_open_note", note)
        if not titles:
            return self.say("method_open_all")
        more = self.say("and_more", len(titles) - MOST) if len(titles) > MOST else ""
        return self.say("method_open", listed(titles[:MOST], self.lang) + more)

    def given(self) -> list[GroundAnswer]:
        """The grounds that ask for no approval, or have it."""
        return [g for g in self.met if g.approved in ("true", "")]

    def approvals(self) -> str:
        found = dict.fromkeys(
            self.approval(g) + self.say("in_brackets", self.say("approval_" + g.approved))
            for g in self.met
            if self.asked(g)
        )
        return joined(found, self.lang)

    def besides(self) -> str:
        """The grounds that nobody mentions and that are presumed not to hold."""
        found = joined(map(self.name, self.unmentioned), self.lang)
        return self.say("method_besides", found) if found else ""

    def dispute(self, plain: Callable[[Text, str], str]) -> str:
        """What is contested, and what would put it beyond dispute: better grounds, or else what the notes say."""
        text = self.say("method_contested", self.grounds(self.contested, own=True))
        better = self.better()
        if better:
            return text + self.with_approval(better, "method_safe" if len(better) > 1 else "method_safe_with")
        gap = "" if self.lang == "zh" else " "
        notes = dict.fromkeys(plain(g.note, self.lang) for g in self.contested if g.note)
        return text + "".join(gap + note for note in notes)

    def better(self) -> list[GroundAnswer]:
        """The grounds beyond dispute that may yet hold."""
        return [g for g in self.open if not g.argued and g.open_by == "facts"]

    def refusal(self) -> str:
        if self.unmentioned:
            one = "method_refused_unless" if len(self.unmentioned) == 1 else "method_refused_unless_one"
            return self.with_approval(self.unmentioned, one)
        if not self.failing:
            return self.say("method_refused")
        if all(g.source_kind == "practice" for g in self.failing):
            return self.say("method_refused_by_law")
        shown = sorted(self.failing, key=lambda g: KINDS.index(g.source_kind))[:MOST]
        more = len(self.failing) - len(shown)
        text = joined(map(self.name, shown), self.lang) + (self.say("and_more", more) if more else "")
        return self.say("method_refused_for", text)

    def conditions(self, status: str) -> str:
        if status == "allowed_with_approval":
            return joined(dict.fromkeys(self.approval(g) for g in self.met if self.asked(g)), self.lang)
        if status == "contested":
            better = joined(map(self.name, self.better()), self.lang)
            return self.say("method_safe_short", better) if better else ""
        found = joined(map(self.name, self.open), self.lang)
        approvals = dict.fromkeys(self.approval(g) for g in self.open if self.asked(g))
        return found + "".join(self.say("and_approval_short", a) for a in approvals)
