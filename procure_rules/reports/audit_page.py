"""An audit as one page for a browser and for paper: charts, findings, leads, tables. It asks nothing of the network."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from procure_rules.answers.findings import SEVERITIES, Finding
from procure_rules.audit.result import Audit, Judged
from procure_rules.audit.rows import Cell, Table, counts, table
from procure_rules.reports.charts import Bar, Line, bars, key
from procure_rules.reports.markup import el, folded, grid, lines_of, own, pairs_of, several, shown
from procure_rules.reports.page_style import SCRIPT, STYLE
from procure_rules.texts import joined, say

__all__ = ["MOST_FINDINGS", "MOST_ROWS", "audit_page"]

MOST_FINDINGS = 2_000
MOST_ROWS = 2_000
"""Projects, and rows of any other table, that are written out."""
MOST_MEMBERS = 50
MOST_BARS = 12
MOST_PERIODS = 24
STEPS = ((1, "page_by_month"), (3, "page_by_quarter"), (12, "page_by_year"))
"""Periods in months, the shortest first."""
BINS = ((None, -11), (-10, -6), (-5, -1), (0, 0), (1, 5), (6, 10), (11, 20), (21, 30), (31, None))
"""Days beyond the lawful minimum, from and to."""
LANG = {"zh": "zh-CN", "en": "en"}
MEANS = ("audit_means_breach", "audit_means_risk", "audit_means_sign", "audit_means_undetermined")


def audit_page(audit: Audit, lang: str) -> str:
    """An audit as a page in a language (``zh`` or ``en``). The same audit makes the same page."""
    page = _Page(audit, lang)
    sections = list(page.sections())
    title = f"{say('page_title', lang)} · {audit.receipt.as_of}"
    hashed = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hashed}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return "\n".join(
        (
            f'<!DOCTYPE html>\n<html lang="{LANG[lang]}">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">',
            f'<title>{shown(title)}</title>\n<link rel="icon" href="data:,">\n<style>{STYLE}</style>\n</head>\n<body>',
            el("a", shown(say("page_skip", lang)), cls="skip", href="#main"),
            page.head(),
            page.contents(sections),
            '<main id="main" tabindex="-1">',
            *(s.text for s in sections),
            "</main>",
            el("footer", el("p", shown(say("page_foot", lang)), cls="soft said")),
            f"<script>{SCRIPT}</script>\n</body>\n</html>\n",
        )
    )


# what stands in the page ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    title: str
    text: str


@dataclass(slots=True)
class _Group:
    """A purchaser with its projects that have findings: each with its place in the audit and what is said of it."""

    name: str
    projects: dict[int, list[tuple[Finding, dict[str, Cell]]]] = field(default_factory=dict)


class _Page:
    """The parts of a page."""

    def __init__(self, audit: Audit, lang: str) -> None:
        self.audit, self.lang = audit, lang
        self.by_purchaser = table(audit, "by_purchaser", lang)
        self.groups = self._grouped()
        self.told = {at for group in self.groups for at in group.projects}
        """The projects whose findings are written out."""

    def say(self, name: str, *args: object) -> str:
        return say(name, self.lang, *args)

    def col(self, name: str) -> str:
        return say(f"audit_col_{name}", self.lang)

    def name_of(self, cell: Cell) -> str:
        return str(cell) if cell else self.say("page_no_name")

    def title_of(self, one: Judged) -> str:
        return one.title or one.number or one.origin.text().text(self.lang)

    def _grouped(self) -> list[_Group]:
        """The gravest findings, by purchaser in the order of their table, then by project."""
        place = {id(p): at for at, p in enumerate(self.audit.projects)}
        graded = sorted(self.audit.findings, key=lambda pf: SEVERITIES.index(pf[1].severity))
        made = table(self.audit, "findings", self.lang)
        groups = {str(row[0] or ""): _Group(str(row[0] or "")) for row in self.by_purchaser.rows}
        for (project, one), row in zip(graded[:MOST_FINDINGS], made.rows, strict=False):
            said = dict(zip(made.keys, row, strict=True))
            groups[project.purchaser].projects.setdefault(place[id(project)], []).append((one, said))
        for group in groups.values():
            group.projects = dict(sorted(group.projects.items()))
        return [g for g in groups.values() if g.projects]

    # the head -----------------------------------------------------------------------------------------------------
    def head(self) -> str:
        r = self.audit.receipt
        days = (
            (self.say("audit_as_of"), el("time", str(r.as_of), datetime=str(r.as_of))),
            (self.say("audit_known_at"), el("time", str(r.known_at), datetime=str(r.known_at))),
            (self.say("page_files"), several([s.file for s in r.sources], "plain") if r.sources else ""),
        )
        numbers = "".join(
            el("div", f"<dt>{shown(say(f'audit_count_{name}', self.lang))}</dt><dd>{number:,}</dd>")
            for name, number in counts(self.audit).items()
        )
        means = "".join(el("li", shown(say(name, self.lang))) for name in MEANS)
        words = el("h2", shown(self.say("page_words")), id="words") + el("ul", means)
        return el(
            "header",
            el("h1", shown(self.say("page_title")))
            + pairs_of(days, "facts")
            + el("dl", numbers, cls="counts")
            + el("section", words, cls="meaning", aria_labelledby="words"),
            cls="top",
        )

    def contents(self, sections: Iterable[_Section]) -> str:
        items = "".join(el("li", el("a", shown(s.title), href=f"#{s.name}")) for s in sections)
        return el("nav", el("ul", items), cls="contents", aria_label=self.say("page_contents"))

    def sections(self) -> Iterator[_Section]:
        yield self._section("charts", self.say("page_charts"), self._charts())
        yield self._section("findings", self.say("audit_findings"), self._findings())
        if self.audit.leads:
            yield self._section("leads", self.say("audit_leads"), self._leads(), "leads")
        yield self._section("projects", self.say("audit_projects"), self._projects(), "broad")
        for name in ("by_purchaser", "by_rule", "by_place"):
            made = self.by_purchaser if name == "by_purchaser" else table(self.audit, name, self.lang)
            if made.rows:
                yield self._section(name.replace("_", "-"), made.title, self._table(made, made.title))
        unread = table(self.audit, "rejected", self.lang)
        inner = self._table(unread, self.say("page_unread")) if unread.rows else self._empty("page_all_read")
        yield self._section("unread", self.say("page_unread"), inner)
        for name in ("columns", "receipt"):
            made = table(self.audit, name, self.lang)
            if made.rows:
                yield self._section(name, made.title, self._table(made, made.title))

    def _section(self, name: str, title: str, inner: str, cls: str = "") -> _Section:
        top = el("h2", shown(title), id=f"{name}-h")
        return _Section(name, title, el("section", top + inner, id=name, aria_labelledby=f"{name}-h", cls=cls))

    def _empty(self, name: str) -> str:
        return el("p", shown(say(name, self.lang)), cls="empty")

    def _more(self, number: int) -> str:
        return el("p", shown(self.say("page_more", number)), cls="empty") if number > 0 else ""

    def _word(self, severity: str) -> str:
        word = self.say("audit_sign") if severity == "sign" else say(f"severity_{severity}", self.lang)
        return el("span", shown(word), cls=f"word {severity}")

    # charts -------------------------------------------------------------------------------------------------------
    def _charts(self) -> str:
        drawn = [c for c in (*self._sums(), self._time(), self._spare()) if c]
        if not drawn:
            return self._empty("page_no_findings" if self.audit.projects else "page_no_projects")
        legend = (el("li", key("k", s) + shown(say(f"severity_{s}", self.lang))) for s in SEVERITIES)
        return el("ul", "".join(legend), cls="legend") + el("div", "".join(drawn), cls="charts")

    def _figure(
        self,
        name: str,
        title: str,
        rows: Sequence[Bar | Line],
        notes: Iterable[str],
        beside: int = 0,
        figures: str = "",
    ) -> str:
        """A chart with its title, notes, and, where no table of the page has them, its figures."""
        told = "; ".join(f"{r.label}: {r.words}" if isinstance(r, Bar) else f"— {r.label} —" for r in rows)
        drawn = bars(name, title, told, rows, beside=beside)
        return el(
            "figure",
            el("h3", shown(title))
            + drawn
            + el("figcaption", "".join(el("p", shown(n), cls="soft") for n in notes if n))
            + (el("details", el("summary", shown(self.say("page_figures"))) + figures) if figures else ""),
        )

    def _severities(self, number: Mapping[str, int]) -> tuple[tuple[tuple[str, int], ...], str]:
        parts = tuple((s, number.get(s, 0)) for s in SEVERITIES)
        return parts, " · ".join(f"{say(f'severity_{s}', self.lang)} {n:,}" for s, n in parts if n)

    def _sums(self) -> Iterator[str]:
        for name, title, label in (
            ("by_rule", "page_by_rule", "finding"),
            ("by_purchaser", "page_by_name", "purchaser"),
        ):
            made = table(self.audit, name, self.lang) if name == "by_rule" else self.by_purchaser
            rows: list[Bar | Line] = []
            every = [dict(zip(made.keys, row, strict=True)) for row in made.rows]
            some = [r for r in every if any(r[k] for k in ("breaches", "risks", "infos"))]
            for row in some[:MOST_BARS]:
                number = {s: _int(row[k]) for s, k in zip(SEVERITIES, ("breaches", "risks", "infos"), strict=True)}
                text = str(row[label] or self.say("page_no_name"))
                rows.append(Bar(text, *self._severities(number)))
            note = self.say("page_first_of", MOST_BARS, len(some)) if len(some) > MOST_BARS else ""
            if rows:
                yield self._figure(name.replace("_", "-") + "-c", say(title, self.lang), rows, [note])

    def _time(self) -> str:
        dated = [(_month(p.day), p) for p in self.audit.projects if p.day]
        if not dated or not self.audit.findings:
            return ""
        first, last = min(m for m, _ in dated), max(m for m, _ in dated)
        step, title = next((s for s in STEPS if last // s[0] - first // s[0] < MOST_PERIODS), STEPS[-1])
        begin = max(first // step, last // step - MOST_PERIODS + 1)
        found = {at: Counter[str]() for at in range(begin, last // step + 1)}
        older = 0
        for month, project in dated:
            if month // step in found:
                found[month // step]["projects"] += 1
                found[month // step].update(f.severity for f in project.findings)
            else:
                older += len(project.findings)
        rows = []
        for at, number in found.items():
            parts, words = self._severities(number)
            rows.append(Bar(self._period(at * step, step), parts, words or "0"))
        undated = [p for p in self.audit.projects if not p.day]
        missing = sum(len(p.findings) for p in undated)
        notes = (
            self.say("page_by_day_of"),
            self.say("page_older", MOST_PERIODS, older) if older else "",
            self.say("page_no_day", len(undated), missing) if undated else "",
        )
        head = (self.say("page_period"), *map(self.col, ("breaches", "risks", "infos", "projects")))
        cells = [
            [shown(self._period(at * step, step)), *(f"{number[k]:,}" for k in (*SEVERITIES, "projects"))]
            for at, number in found.items()
        ]
        figures = grid(say(title, self.lang), head, cells, range(1, len(head)), "")
        return self._figure("time", say(title, self.lang), rows, notes, 24 if step == 3 else 19, figures)

    def _period(self, month: int, step: int) -> str:
        year, at = divmod(month, 12)
        if step == 3:
            return self.say("page_quarter", year, at // 3 + 1)
        return f"{year}-{at + 1:02d}" if step == 1 else str(year)

    def _spare(self) -> str:
        days = [d for p in self.audit.projects for d in p.spare]
        if not days:
            return ""
        rows: list[Bar | Line] = []
        for low, high in BINS:
            number = sum((low is None or d >= low) and (high is None or d <= high) for d in days)
            below = high is not None and high < 0
            if low == 0:
                rows.append(Line(self.say("page_spare_line")))
            words = self.say("page_below", number) if below else f"{number:,}"
            rows.append(Bar(self._bin(low, high), (("below" if below else "above", number),), words))
        note = self.say("page_spare_note", len(days), sum(d < 0 for d in days))
        head = (self.say("page_spare_of"), self.say("page_deadlines"))
        cells = [[shown(r.label), f"{r.total:,}"] for r in rows if isinstance(r, Bar)]
        figures = grid(self.say("page_spare"), head, cells, (1,), "")
        return self._figure("spare", self.say("page_spare"), rows, [note], 25 if self.lang == "zh" else 36, figures)

    def _bin(self, low: int | None, high: int | None) -> str:
        if low is None:
            return self.say("page_short_over", -(high or 0))
        if high is None:
            return self.say("page_over_most", low)
        if low == high == 0:
            return self.say("page_exact")
        return self.say("page_short", f"{-high}–{-low}") if high < 0 else self.say("page_over", f"{low}–{high}")

    # findings -----------------------------------------------------------------------------------------------------
    def _findings(self) -> str:
        every = len(self.audit.findings)
        if not every:
            return self._empty("page_no_findings" if self.audit.projects else "page_no_projects")
        made = [el("p", shown(self.say("page_order")), cls="soft")]
        if every > MOST_FINDINGS:
            cut = self.say("page_gravest", MOST_FINDINGS, every - MOST_FINDINGS)
            made.append(el("p", shown(cut), cls="empty"))
        made.append(self._filter())
        made.extend(self._group(at, group) for at, group in enumerate(self.groups))
        return "\n".join(made)

    def _filter(self) -> str:
        def option(value: str, text: str) -> str:
            return f'<option value="{shown(value)}">{shown(text)}</option>'

        whole = option("", self.say("page_filter_any"))
        severities = whole + "".join(option(s, say(f"severity_{s}", self.lang)) for s in SEVERITIES)
        names = whole + "".join(option(f"b{at}", self.name_of(g.name)) for at, g in enumerate(self.groups))
        inner = (
            el("label", el("span", shown(self.say("page_filter_text"))) + '<input type="search" autocomplete="off">')
            + el("label", el("span", shown(self.col("verdict"))) + el("select", severities))
            + el("label", el("span", shown(self.col("purchaser"))) + el("select", names))
            + el("button", shown(self.say("page_filter_reset")), type="reset")
            + el("output", "", aria_live="polite")
        )
        made = el(
            "form",
            inner,
            id="filter",
            cls="filter",
            role="search",
            aria_label=self.say("page_filter"),
            data_said=self.say("page_filter_shown"),
        )
        return made.replace("<form", "<form hidden", 1)

    def _group(self, at: int, group: _Group) -> str:
        number = Counter(f.severity for found in group.projects.values() for f, _ in found)
        name = own(self.name_of(group.name)) + " " + el("span", shown(self._severities(number)[1]), cls="soft")
        inner = "\n".join(self._project(at, found) for at, found in group.projects.items())
        top = el("h3", name, id=f"b{at}-h")
        return el("section", top + inner, id=f"b{at}", cls="buyer", aria_labelledby=f"b{at}-h")

    def _project(self, at: int, found: Iterable[tuple[Finding, dict[str, Cell]]]) -> str:
        one = self.audit.projects[at]
        number = " " + el("span", own(one.number), cls="soft mono") if one.number and one.title else ""
        top = el("h4", own(self.title_of(one)) + number)
        return el("div", top + "\n".join(self._finding(f, said) for f, said in found), id=f"f{at}", cls="project")

    def _finding(self, one: Finding, said: Mapping[str, Cell]) -> str:
        presumed, changes = lines_of(said["presumed"]), lines_of(said["check"])
        pairs = [
            (self.col("where"), own(str(said["where"])) if said["where"] else ""),
            (self.col("owed_by"), shown(str(said["owed_by"]))),
            (self.col("basis"), shown(joined(lines_of(said["basis"]), self.lang))),
            (self.col("follows"), several(lines_of(said["follows"]), "plain") if said["follows"] else ""),
        ]
        pairs.append((self.col("rule"), el("span", shown(one.rule), cls="mono")))
        pairs.append((self.col("origin"), own(str(said["origin"]))))
        return el(
            "article",
            el("h5", self._word(one.severity) + shown(str(said["finding"])))
            + el("p", shown(str(said["reason"])), cls="reason")
            + pairs_of(pairs, "told")
            + folded(self.say("page_presumed", len(presumed)), presumed)
            + folded(self.say("page_changes", len(changes)), changes),
            cls=f"finding {one.severity}",
            data_severity=one.severity,
        )

    # leads --------------------------------------------------------------------------------------------------------
    def _leads(self) -> str:
        made = [el("p", shown(self.say("page_signs")), cls="empty")]
        for lead in self.audit.leads[:MOST_ROWS]:
            kind = lead.severity if lead.verdict else "sign"
            basis = [c.text.text(self.lang) for c in lead.citations]
            presumed = [
                self.say("audit_ordinary", a.text) if a.kind == "ordinary" else a.text.text(self.lang)
                for a in lead.assuming
            ]
            members = "".join(el("li", self._member(at)) for at in lead.members[:MOST_MEMBERS])
            pairs = (
                (self.col("purchaser"), own(lead.purchaser) if lead.purchaser else ""),
                (self.col("basis"), shown(joined(basis, self.lang))),
                (self.col("members"), el("ul", members) + self._more(len(lead.members) - MOST_MEMBERS)),
            )
            inner = el("h3", self._word(kind) + shown(lead.title.text(self.lang)))
            inner += el("p", shown(lead.text.text(self.lang)), cls="reason") + pairs_of(pairs, "told")
            inner += folded(self.say("page_presumed", len(presumed)), presumed)
            made.append(el("article", inner, cls=f"finding {kind}"))
        return "\n".join(made) + self._more(len(self.audit.leads) - MOST_ROWS)

    def _member(self, at: int) -> str:
        one = self.audit.projects[at]
        name = own(self.title_of(one))
        linked = el("a", name, href=f"#p{at}") if at < MOST_ROWS else name
        number = f" {el('span', own(one.number), cls='mono')}" if one.number and one.title else ""
        return f"{linked}{number} {el('span', own(one.origin.text().text(self.lang)), cls='soft')}"

    # tables -------------------------------------------------------------------------------------------------------
    def _projects(self) -> str:
        if not self.audit.projects:
            return self._empty("page_no_projects")
        made = table(self.audit, "projects", self.lang)
        head = (
            self.say("page_project"),
            self.col("purchaser"),
            f"{self.col('law')} · {self.col('method')}",
            *map(self.col, ("breaches", "risks", "infos", "next", "decided", "undetermined")),
            self.say("page_detail"),
        )
        rows = (
            self._project_row(at, dict(zip(made.keys, row, strict=True)))
            for at, row in enumerate(made.rows[:MOST_ROWS])
        )
        return grid(made.title, head, rows, (3, 4, 5, 7, 8), "most") + self._more(len(made.rows) - MOST_ROWS)

    def _project_row(self, at: int, row: Mapping[str, Cell]) -> list[str]:
        one = self.audit.projects[at]
        name = own(self.title_of(one))
        if at in self.told:
            name = el("a", name, href=f"#f{at}")
        first = el("p", name, id=f"p{at}")
        first += el("p", own(one.number), cls="soft mono") if one.number and one.title else ""
        first += el("p", own(str(row["origin"])), cls="soft")
        due = [str(row["next"])] if row["next"] else []
        due += [f"{self.col(k)} {row[k]}" for k in ("next_safe", "next_literal") if row[k]]
        asked = [(self.col(k), lines_of(row[k])) for k in ("contradictions", "ask", "unchecked", "unheard")]
        number = sum(len(lines) for _, lines in asked)
        detail = pairs_of(((k, several(lines)) for k, lines in asked if lines), "")
        open_ = el("details", el("summary", shown(self.say("page_show", number))) + detail) if number else ""
        place = el("p", own(one.place), cls="soft") if one.place else ""
        return [
            first,
            el("p", own(self.name_of(one.purchaser))) + place,
            "".join(el("p", shown(line)) for line in (*lines_of(row["law"]), *lines_of(row["method"]))),
            *(f"{_int(row[k]):,}" for k in ("breaches", "risks", "infos")),
            "".join(el("p", shown(line)) for line in due),
            *(f"{_int(row[k]):,}" for k in ("decided", "undetermined")),
            open_,
        ]

    def _table(self, made: Table, caption: str) -> str:
        """A table as it is; numbers to the right, purchasers linked to their findings."""
        numbers = [
            at for at, k in enumerate(made.keys) if k != "year" and any(isinstance(r[at], int) for r in made.rows)
        ]
        links = {self.name_of(g.name): f"#b{at}" for at, g in enumerate(self.groups)}
        linked = made.name == "by_purchaser"

        def cell(at: int, value: Cell) -> str:
            if value is None and made.keys[at] == "purchaser":
                value = self.name_of(value)
            if linked and at == 0 and str(value) in links:
                return el("a", own(str(value)), href=links[str(value)])
            if isinstance(value, int) and at in numbers:
                return f"{value:,}"
            return "".join(el("p", shown(line)) for line in lines_of(value)) if value != "" else ""

        rows = [[cell(at, c) for at, c in enumerate(row)] for row in made.rows[:MOST_ROWS] if row[0] != ""]
        return grid(caption, made.head, rows, numbers, "many" if len(made.keys) > 2 else "") + self._more(
            len(made.rows) - MOST_ROWS
        )


def _int(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1
