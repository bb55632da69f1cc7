"""The rules of a page that is opened first: those of its first picture in itself, the others in a sheet of
its own, which comes together with the script that the header waits for.

Chosen are those that what stands in the page, or what scripts put there, can fulfil: every class, id,
element and value of an attribute that a selector names is a word of the page or of a script. Conditions and
order stay. The sheets are fetched once there is a reader, and take the place of these rules when the page
gives way to another (shell.js).
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from thidua.addresses import hashed
from thidua.site.page import Asset
from thidua.site.style_rules import SKIPPED, STRING, Rule, rules_of, selectors_of, written

_LINKS = re.compile(r'(?:<link rel="stylesheet" href="[^"]*">\s*)+')
_HREF = re.compile(r'href="([^"]*)"')
_MORE = re.compile(r'<style|rel="stylesheet"')
# The header up to its brand, and all of it, with the script that sets the colours; what the page has below.
_HEADER = re.compile(
    r'(<a class="shell-brand__title".*?</a>).*?(<script src="([^"]+)".*?)(?=</nav>\s*</header>)', re.DOTALL
)
_BELOW = re.compile(r'<section id="bang">(?:.*(?=</article>)|.*)', re.DOTALL)
# The first picture is the notice, where the page has one, or else the brand; what follows waits until the
# header is whole, since it would move while it comes. So does everything where the machine is dark: what is
# light until the script has come would flash. What is below the headline waits until all of it is there: its
# parts would be laid out before what stands above is painted, and again with each other. In layers: any other
# rule goes before them (``display`` holds until the sheet has come, ``content-visibility``, which none says,
# until the header is whole), and ``:has`` would have the whole page styled anew at each change.
_NOTICE = re.compile(r'<p class="shell-notice".*?</aside>\s*(?:</div>\s*)?', re.DOTALL)
_AFTER_NOTICE, _AFTER_BRAND = ".md-skip,.md-header", ".shell-brand__title~*,.shell-brand~*"
_WAITS = """\
@layer waits{%(next)s{display:none}%(next)s,#bang,#bang~*{content-visibility:hidden;visibility:hidden}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;background:Canvas}body{visibility:hidden}}}"""
_COMES = """\
<style data-first>@layer comes{%(next)s{display:revert;content-visibility:revert;visibility:revert}
:root{color-scheme:revert;background:revert}body{visibility:revert}}</style>"""
_BELOW_COMES = """\
<style data-first>@layer comes{#bang,#bang~*{content-visibility:revert;visibility:revert}}</style>"""
_SEMICOLON = re.compile(rf"(?:{SKIPPED})|(;)", re.DOTALL)
_BRACKET = re.compile(rf"{STRING}|(:(?:is|where|has))?(\()|(\))")
_INNER = re.compile(rf"\((?:[^()\"']|{STRING})*\)")
_VALUE = re.compile(rf"\[[\w-]+=({STRING}|[^\]\"']+)\]")
_BESIDE = re.compile(r"[\[:]")
_ASIDE = re.compile(r"\[[^\]]*\]|::?[\w-]+")
_WORD = re.compile(r"[a-z_][\w-]*", re.ASCII)
_OWN = re.compile(r"--[\w-]+")
_SETS = re.compile(r"(?:^|;)\s*--")
_ELSEWHERE = re.compile(r"url\(\s*[\"']?(?!\s*[\"']?data:)|@import|@layer|@namespace|</style", re.IGNORECASE)
# What the first picture of the header needs not: how it is when somebody points at it.
_LATER = re.compile(r"(?<!:not\():(?:hover|focus|active|target|checked)|^@")
# What the theme's program puts into a page, of all the words in it.
_THEMES = re.compile(r"md-[\w-]+|\bfocus-visible\b|\bmark\b")


class FirstRules:
    """Chosen from ``sheets``, by path; ``scripts`` is the text of all of ours, ``theme`` of the theme's."""

    def __init__(self, sheets: Mapping[str, bytes], scripts: str, theme: str = "") -> None:
        self._sheets, self._scripts = sheets, _named(f"{scripts} {' '.join(_THEMES.findall(theme))}")
        self._rules = cache(self._read)
        self._told = cache(self._tell)  # most pages that are opened first name the same

    def put(self, html: str) -> tuple[str, list[Asset]]:
        """The page with its rules, the sheets asleep, and its own sheet; as it was where other styles stand
        beside them.

        In the head are the rules of the first picture, which is shown while the script that sets the colours,
        asked for at once, and the sheet with those of the whole page are on their way. The sheet stands right
        after a notice, where the browser stops reading to wait for it, and paints; else before the script.
        """
        links, place = _LINKS.search(html), _HEADER.search(html)
        if links is None or place is None or _MORE.search(html, links.end(), place.end()):
            return html, []
        hrefs = _HREF.findall(links[0])
        paths = tuple(next(filter(link.endswith, self._sheets), "") for link in hrefs)
        if not all(paths) or not self._rules(paths):
            return html, []
        notice = _NOTICE.search(html, links.end(), place.start())
        shown = notice.end() if notice else place.end(1)
        waits = {"next": _AFTER_NOTICE if notice else _AFTER_BRAND}
        words, asked = _named(html)
        first = self._told(paths, *_named(html[:shown]), first=True)
        sheet = self._told(paths, words | self._scripts[0], asked | self._scripts[1], first=False).encode()
        own = Asset(hashed("first.*.css", sheet), sheet)
        root = hrefs[0].removesuffix(paths[0])
        head = f"""\
<link rel="preload" href="{place[3]}" as="script">
<style data-first>{_WAITS % waits}{first}</style>
"""
        asleep, end = links[0].replace('">', '" disabled>'), place.end(2)
        stop = notice.end() if notice else place.start(2)
        link = f'<link rel="stylesheet" href="{root}{own.path}" data-first>'
        rest = _BELOW.sub(lambda below: below[0] + _BELOW_COMES, html[end:], count=1)
        header = f"{html[links.end() : stop]}{link}{html[stop:end]}{_COMES % waits}"
        return f"{html[: links.start()]}{head}{asleep}{header}{rest}", [own]

    def _read(self, paths: tuple[str, ...]) -> list[Rule]:
        """All rules of these sheets; none where one leads to other files or is broken."""
        sheets = [self._sheets[path].decode() for path in paths]
        if any(map(_ELSEWHERE.search, sheets)):
            return []
        try:
            return [rule for sheet in sheets for rule in rules_of(sheet)]
        except ValueError:
            return []

    def _tell(
        self, paths: tuple[str, ...], words: frozenset[str], asked: frozenset[str], *, first: bool
    ) -> str:
        return chosen(self._rules(paths), words, asked, first=first)


def _named(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text, and the custom properties that it names."""
    for mark in ("<", None):  # most of a page stands in it many times
        text = " ".join(set(text.split(mark)))
    return frozenset(_WORD.findall(text.lower())), frozenset(_OWN.findall(text))


@cache
def _needed(selector: str) -> frozenset[str]:
    """The words without which nothing fulfils a selector, but for those in its brackets."""
    if "\\" in selector or selector.startswith("@"):
        return frozenset()
    selector = selector.lower()
    if not _BESIDE.search(selector):
        return frozenset(_WORD.findall(selector))
    while "(" in selector and (less := _INNER.sub("", selector)) != selector:
        selector = less
    values = (one.strip("\"'") for one in _VALUE.findall(selector))
    words = _WORD.findall(_ASIDE.sub("", selector))
    return frozenset([*filter(_WORD.fullmatch, values), *words])


@cache
def _choices(selector: str) -> tuple[tuple[str, ...], ...]:
    """The selectors in each ``:is``, ``:where`` and ``:has``: one of each is to be fulfilled."""
    found, depth, start = [], 0, -1
    for mark in _BRACKET.finditer(selector):
        if mark[1] and not depth:
            start = mark.end()
        depth += bool(mark[2]) - bool(mark[3])
        if mark[3] and not depth and start >= 0:
            found.append(tuple(selectors_of(selector[start : mark.start()])))
            start = -1
    return tuple(found)


def _fulfilled(selector: str, words: frozenset[str]) -> bool:
    return _needed(selector) <= words and all(
        any(_fulfilled(one, words) for one in several) for several in _choices(selector)
    )


@cache
def _declarations(block: str) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Each with the custom property that it sets ("" for none) and those that it asks for.

    One by one where custom properties are set, else as they stand.
    """
    block = " ".join(block.split("\n")).strip()
    if "{" in block or not _SETS.search(block):
        return ((block, "", frozenset(_OWN.findall(block)) if "--" in block else frozenset()),)
    found, start = [], 0
    for end in (*(mark.start() for mark in _SEMICOLON.finditer(block) if mark[1]), len(block)):
        if text := block[start:end].strip():
            own = match[0] if (match := _OWN.match(text)) else ""
            found.append((text, own, frozenset(_OWN.findall(text, len(own)))))
        start = end + 1
    return tuple(found)


def chosen(
    rules: Iterable[Rule], words: frozenset[str], asked: frozenset[str], *, first: bool = False
) -> str:
    """As a sheet the rules that these words can fulfil, with the custom properties that they or ``asked`` ask
    for; ``first`` leaves out paper, animations, and what a reader's hand brings forth.
    """
    kept = []
    for rule in rules:
        if not (first and "@media print" in rule.groups):
            fulfilled = (one for one in rule.selectors if _fulfilled(one, words))
            left = tuple(one for one in fulfilled if not (first and _LATER.search(one)))
            kept += [rule._replace(selectors=left)] if left else []
    wanted = _all_asked(kept, asked)
    return written(rule._replace(block=_told(rule.block, wanted)) for rule in kept)


def _told(block: str, asked: set[str]) -> str:
    return ";".join(text for text, own, _ in _declarations(block) if not own or own in asked)


def _all_asked(rules: list[Rule], asked: frozenset[str]) -> set[str]:
    """The custom properties asked for, and those that they are made of."""
    found = set(asked).union(*(_OWN.findall(group) for rule in rules for group in rule.groups))
    made: dict[str, set[str]] = {}
    for _, own, others in (one for rule in rules for one in _declarations(rule.block)):
        (made.setdefault(own, set()) if own else found).update(others)
    waiting = list(found)
    while waiting:
        more = made.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found
