"""How a page looks, on a screen and on paper, and the small program that filters its findings."""

from __future__ import annotations

__all__ = ["SCRIPT", "STYLE"]

STYLE = """
:root {
  color-scheme: light dark;
  --page: #fbfaf8; --card: #ffffff; --text: #1d1f23; --soft: #565b64; --rule: #d8d5cf; --link: #17508f;
  --breach: #a3161b; --risk: #8a4b00; --info: #1f5a8c; --sign: #5d3f8f; --above: #47705a;
  --breach-ground: #c0282d; --risk-ground: #f6d9a8; --info-ground: #cfe3f4; --below-ground: #f7d4d3;
  --above-ground: #9fc2ae; --focus: #0b57d0;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #15171a; --card: #1d2024; --text: #e8e6e1; --soft: #aeb3bb; --rule: #3a3f46; --link: #8fc0f7;
    --breach: #ff9a94; --risk: #f0b45c; --info: #8cc4f2; --sign: #c9b1f5; --above: #9ccdb2;
    --breach-ground: #e0605a; --risk-ground: #59401a; --info-ground: #1f4360; --below-ground: #5a2a2a;
    --above-ground: #4c7a62; --focus: #a8c7fa;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--page); color: var(--text); overflow-wrap: anywhere;
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
    "Noto Sans SC", sans-serif;
}
header.top, nav.contents, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
h1, h2, h3, h4, h5 { line-height: 1.3; margin: 0; }
h1, h2, h3 { text-wrap: balance; }
h1 { font-size: 1.9rem; letter-spacing: -.01em; }
h2 { font-size: 1.4rem; margin: 3rem 0 .75rem; padding-top: .9rem; border-top: 2px solid var(--text); }
h3 { font-size: 1.12rem; margin: 0 0 .5rem; }
h4 { font-size: 1rem; margin: 0 0 .6rem; }
h5 { font-size: 1rem; margin: 0; }
p { margin: .4rem 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100vw; top: 0; background: var(--card); padding: .6rem 1rem; z-index: 1; }
.skip:focus { left: .5rem; top: .5rem; }
.soft { color: var(--soft); font-size: .9rem; }
.said { max-width: 46rem; }
.soft .soft, td .soft, th .soft { font-size: .95em; }
.mono { font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; font-size: .86em; }

header.top { padding-top: 2.2rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .8rem 0 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.counts { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.2rem 0; }
.counts div {
  display: flex; flex-direction: column-reverse; flex: 1 1 6.5rem; padding: .55rem .8rem;
  background: var(--card); border: 1px solid var(--rule); border-radius: .4rem;
}
.counts dt { color: var(--soft); font-size: .86rem; line-height: 1.35; }
.counts dd { margin: 0; font-size: 1.55rem; line-height: 1.25; font-weight: 650; font-variant-numeric: tabular-nums; }
.meaning { border: 1px solid var(--rule); border-radius: .4rem; background: var(--card); padding: .8rem 1.1rem; }
.meaning h2 { font-size: 1rem; margin: 0 0 .3rem; padding: 0; border: 0; }
.meaning ul { margin: 0; padding-left: 1.1rem; }
nav.contents ul { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; margin: 1.2rem 0 0; padding: 0; }
nav.contents a { display: inline-block; padding: .25rem 0; }

.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; margin: 0 0 1rem; padding: 0; }
.legend li { display: flex; align-items: center; gap: .4rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem; }
figure, .scroll { position: relative; }
figure { margin: 0; min-width: 0; padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--rule); }
figure { border-radius: .4rem; }
svg.chart { display: block; overflow: visible; font-family: inherit; }
svg.key { flex: none; }
svg text { fill: var(--text); }
svg text.words { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
svg text.law { fill: var(--breach); font-weight: 650; font-size: 12px; }
svg line.law { stroke: var(--breach); stroke-width: 2; }
.part { stroke-width: 1; }
.part.breach { stroke: var(--breach); }
.part.risk { stroke: var(--risk); }
.part.info { stroke: var(--info); }
.part.below { stroke: var(--breach); }
.part.above { stroke: var(--above); }
pattern.breach .ground { fill: var(--breach-ground); }
pattern.risk .ground { fill: var(--risk-ground); }
pattern.info .ground { fill: var(--info-ground); }
pattern.below .ground { fill: var(--below-ground); }
pattern.above .ground { fill: var(--above-ground); }
pattern .ink { stroke: var(--risk); stroke-width: 1.6; fill: none; }
pattern.below .ink { stroke: var(--breach); stroke-width: 1.2; }
pattern .dot { fill: var(--info); }

.filter {
  display: flex; flex-wrap: wrap; align-items: end; gap: .6rem 1rem; margin: 1rem 0; padding: .8rem 1rem;
  background: var(--card); border: 1px solid var(--rule); border-radius: .4rem;
}
.filter[hidden] { display: none; }
.filter label { display: flex; flex-direction: column; gap: .15rem; font-size: .86rem; color: var(--soft); }
.filter input, .filter select, .filter button {
  font: inherit; font-size: 1rem; color: var(--text); background: var(--page); border: 1px solid var(--soft);
  border-radius: .3rem; padding: .35rem .55rem; min-height: 2.5rem; max-width: 100%;
}
.filter label:first-of-type { flex: 1 1 12rem; }
.filter select { max-width: 18rem; }
.filter output { flex-basis: 100%; font-size: .9rem; }
.buyer { margin: 1.8rem 0; }
.buyer > h3 { display: flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline; }
.buyer > h3 .soft { font-weight: 400; }
.project { background: var(--card); border: 1px solid var(--rule); border-radius: .4rem; padding: .9rem 1.1rem; }
.project + .project { margin-top: .8rem; }
.project h4 .soft { font-weight: 400; }
.finding { border-left: 4px solid var(--rule); padding: .1rem 0 .2rem .9rem; }
.finding + .finding { margin-top: 1.1rem; }
.finding.breach { border-color: var(--breach); }
.finding.risk { border-color: var(--risk); border-left-style: dashed; }
.finding.info { border-color: var(--info); border-left-style: dotted; }
.finding.sign { border-color: var(--sign); border-left-style: double; border-left-width: 5px; }
.leads .finding { background: var(--card); padding: .7rem 1rem; }
.leads h3 { font-size: 1rem; margin: 0; }
.word {
  display: inline-block; border: 1.5px solid; border-radius: .25rem; padding: 0 .45em; margin-right: .35em;
  font-size: .82em; font-weight: 650; line-height: 1.5;
}
.word.breach { color: var(--breach); }
.word.risk { color: var(--risk); }
.word.info { color: var(--info); }
.word.sign { color: var(--sign); }
.reason { margin: .3rem 0 .4rem; max-width: 60rem; }
.told { display: grid; grid-template-columns: 7.5rem 1fr; gap: .12rem 1rem; margin: 0; font-size: .9rem; }
.told dt { color: var(--soft); }
.told dd { margin: 0; }
.told ul, details ul { margin: 0; padding-left: 1.1rem; }
.told ul.plain { list-style: none; padding: 0; }
details { font-size: .9rem; margin-top: .3rem; }
summary { cursor: pointer; color: var(--link); width: fit-content; padding: .1rem 0; }
details[open] > summary { margin-bottom: .2rem; }
.empty { padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--rule); border-radius: .4rem; }

.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--rule); border-radius: .4rem; }
.scroll { margin: .6rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.5; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem; border-top: 1px solid var(--rule); }
thead th { border-bottom: 1.5px solid var(--text); border-top: 0; font-weight: 650; vertical-align: bottom; }
tbody th { font-weight: inherit; min-width: 8rem; }
tbody th > p:first-child { font-weight: 600; }
.many td, .many tbody th, .most td, .most tbody th { overflow-wrap: break-word; min-width: 7.5rem; max-width: 28rem; }
thead th { overflow-wrap: normal; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.many td.n, .most td.n { min-width: 0; }
td p, th p { margin: 0; }
td p + p { margin-top: .2rem; }
td details { margin: 0; font-size: 1em; }
td dl { margin: 0; }
td dt { color: var(--soft); margin-top: .3rem; }
td dd { margin: 0; }
table.many { min-width: 44rem; }
table.most { min-width: 68rem; }
table.most th.first { min-width: 12rem; }
table.most td:last-child { min-width: 13rem; }
footer { padding-top: 1.5rem; padding-bottom: 3rem; }
dt::first-letter, thead th::first-letter, .filter span::first-letter { text-transform: uppercase; }

@media screen and (max-width: 36rem) {
  header.top, nav.contents, main, footer { padding-left: .9rem; padding-right: .9rem; }
  h1 { font-size: 1.5rem; }
  header.top { padding-top: 1.3rem; }
  figure { padding: .8rem .7rem; }
  .project { padding: .8rem .7rem; }
  .told, .facts { grid-template-columns: 1fr; gap: 0; }
  .told dd, .facts dd { margin-bottom: .35rem; }
  .counts div { flex-basis: 5.4rem; }
  .filter label { flex: 1 1 100%; }
  .filter select { max-width: 100%; }
}

@page {
  size: A4; margin: 16mm 14mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; }
}
@page broad { size: A4 landscape; margin: 14mm 14mm 16mm; }
@media print {
  :root {
    color-scheme: light; --page: #fff; --card: #fff; --soft: #444; --text: #000; --link: #000; --rule: #aaa;
  }
  html { font-size: 10pt; }
  body { font-size: 1rem; line-height: 1.45; }
  header.top, nav.contents, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header.top { padding-top: 0; }
  .skip, .filter, nav.contents { display: none; }
  .filter.used { display: block; border: 0; padding: 0; }
  .filter.used > :not(output) { display: none; }
  a { text-decoration: none; }
  h1 { font-size: 20pt; }
  h2 { font-size: 14pt; margin-top: 1.6rem; }
  h2, h3, h4, h5, caption { break-after: avoid; }
  .charts { grid-template-columns: 1fr 1fr; gap: 6mm; }
  figure { border: 0; padding: .4rem 0; break-inside: avoid; }
  figure details { display: none; }
  .counts div { flex-basis: 4rem; }
  .project, .leads .finding { border-width: 0 0 0 0; padding-left: 0; padding-right: 0; }
  .leads .finding { border-left-width: 4px; padding-left: .9rem; }
  tr, .counts, .meaning, li, .reason, .told, .finding details { break-inside: avoid; }
  #charts { break-before: page; }
  .reason { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; border: 0; }
  table { font-size: 8.5pt; }
  table.many, table.most { min-width: 0; }
  .many td, .many tbody th, .most td, .most tbody th, table.most th.first { min-width: 0; overflow-wrap: anywhere; }
  table.most td:last-child { min-width: 95mm; }
  td summary { display: none; }
  th, td { padding: .25rem .4rem; }
  .broad { page: broad; }
  summary { color: inherit; list-style: none; font-weight: 600; }
  summary::-webkit-details-marker { display: none; }
  details ul { padding: 0; }
  details li { display: inline; }
  details li:not(:last-child)::after { content: "；"; }
  :lang(en) details li:not(:last-child)::after { content: "; "; }
  details::details-content { content-visibility: visible; block-size: auto; height: auto; }
  .word, .part { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
"""

SCRIPT = """
(function () {
  'use strict';
  var form = document.getElementById('filter');
  function all(inside, what) { return Array.prototype.slice.call(inside.querySelectorAll(what)); }
  if (form) {
    var words = form.querySelector('input'), severity = form.querySelectorAll('select')[0];
    var buyer = form.querySelectorAll('select')[1], told = form.querySelector('output'), known = [];
    all(document, '.buyer').forEach(function (one) {
      var name = one.querySelector('h3').textContent;
      all(one, '.project').forEach(function (project) {
        var title = project.querySelector('h4').textContent;
        all(project, '.finding').forEach(function (finding) {
          var text = (name + ' ' + title + ' ' + finding.textContent).toLowerCase();
          known.push({ buyer: one, project: project, finding: finding, text: text });
        });
      });
    });
    var apply = function () {
      var wanted = words.value.toLowerCase().split(/\\s+/), number = 0;
      known.forEach(function (k) { k.buyer.hidden = k.project.hidden = true; });
      known.forEach(function (k) {
        var fits = (!severity.value || k.finding.getAttribute('data-severity') === severity.value) &&
          (!buyer.value || k.buyer.id === buyer.value) &&
          wanted.every(function (w) { return k.text.indexOf(w) >= 0; });
        k.finding.hidden = !fits;
        if (fits) { k.buyer.hidden = k.project.hidden = false; number += 1; }
      });
      form.classList.toggle('used', number < known.length);
      told.textContent = form.getAttribute('data-said').replace('@', number).replace('#', known.length);
    };
    form.addEventListener('input', apply);
    form.addEventListener('change', apply);
    form.addEventListener('submit', function (e) { e.preventDefault(); });
    form.addEventListener('reset', function () { setTimeout(apply, 0); });
    form.hidden = false;
    apply();
  }
  window.addEventListener('beforeprint', function () {
    all(document, 'details:not([open])').forEach(function (d) { d.open = true; d.setAttribute('data-shut', ''); });
  });
  window.addEventListener('afterprint', function () {
    all(document, 'details[data-shut]').forEach(function (d) { d.open = false; d.removeAttribute('data-shut'); });
  });
})();
"""
