"""Tests the catalogues: one text for each key in each language, and none astray."""

import ast
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import pofile

from commitments import ROOT
from commitments.atlas import boundaries
from commitments.language import Language, catalogues, lists, say, speaking

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
SOURCES = [
    *(path for path in sorted((ROOT / "commitments").rglob("*.py"))),
    *sorted((ROOT / "pages").glob("*.py")),
    ROOT / "app.py",
]


def texts(spoken: Language) -> dict[str, tuple[str, ...]]:
    """Return every text of a language by its key, in its plural forms."""
    found = {}
    for file in sorted((catalogues.CATALOGUES / spoken).glob("*.po")):
        for message in pofile.read_po(file.open("rb"), locale=spoken):
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                forms = message.string
                found[key] = (forms,) if isinstance(forms, str) else tuple(forms)
    return found


def words_asked(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


ENGLISH, CHINESE = texts(Language.ENGLISH), texts(Language.CHINESE)
OF_ARGPARSE = re.compile(r"%(?:\(\w+\))?[sr]")  # how argparse asks for a word
KEYS = sorted(ENGLISH.keys() | CHINESE.keys())


def test_every_key_has_a_text_in_each_language() -> None:
    assert sorted(ENGLISH) == sorted(CHINESE)
    assert all(all(forms) for forms in (*ENGLISH.values(), *CHINESE.values()))


@pytest.mark.parametrize("spoken", list(Language))
def test_no_key_is_defined_twice(spoken: Language) -> None:
    keys = Counter(
        line
        for file in (catalogues.CATALOGUES / spoken).glob("*.po")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("msgid ") and line != 'msgid ""'
    )
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_use_the_same_words(key: str) -> None:
    english = set().union(*map(words_asked, ENGLISH[key]))
    assert set().union(*map(words_asked, CHINESE[key])) == english
    assert [sorted(map(str, OF_ARGPARSE.findall(text))) for text in CHINESE[key]] == [
        sorted(map(str, OF_ARGPARSE.findall(text))) for text in ENGLISH[key][: len(CHINESE[key])]
    ]


# What stands in Latin letters in Chinese too: marks, formats, names of things.
LATIN_IN_CHINESE = (ROOT / "tests" / "fixtures" / "latin_in_chinese.txt").read_text("utf-8").split()


# What a text is filled with, and paths, files and addresses in it.
PLACES = (
    r"\{[^}]*\}|%\(\w+\)\w|`[^`]*`|https?:(//\S+)?|--\w+"
    r"|[a-z_]*(/[a-z_.{}-]+)+|[a-z_]*\.(csv|txt|json|svg)| (zh|en) "
)


@pytest.mark.parametrize("key", KEYS)
def test_no_language_stands_in_the_other(key: str) -> None:
    assert not any(HAN.search(text) for text in ENGLISH[key]) or key in HAN_IN_ENGLISH
    for text in CHINESE[key]:
        plain = re.sub(PLACES, "", text)
        assert set(LATIN_WORD.findall(plain)) <= set(LATIN_IN_CHINESE)


HAN_IN_ENGLISH = frozenset(  # they show how a table may be filled in either language
    {
        "check.asked",
        "fault.no-provinces",
        "language.zh",
        "meaning.comparator",
        "meaning.province",
        "meaning.unit",
        "meaning.value",
        "publish-language.zh",
        "upload.province-unknown",
        "upload.unknown-sign",
        "upload.without-sign",
        "your-data.enough",
    }
)


def is_word(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def name_of(call: ast.Call) -> str:
    """Return the name of the function that is called: `say`, also of `language.say`."""
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def keys_in(source: str) -> set[str]:
    """Return the keys a source says; a key that is put together ends in `*` at its first part."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            found.add(f"{node.values[0].value}*")
        if isinstance(node, ast.Call) and name_of(node) == "named":
            found |= {f"{first.value}.*" for first in node.args[:1] if is_word(first)}
        if isinstance(node, ast.Call) and name_of(node) == "partial":
            what, *first = node.args
            if getattr(what, "id", "") == "named":
                found |= {f"{family.value}.*" for family in first if is_word(family)}
        if isinstance(node, ast.Call) and name_of(node) == "LazyText" and node.args[1:]:
            found |= {f"{word.value}.*" for word in node.args[1:2] if is_word(word)}
        if isinstance(node, ast.keyword) and node.arg == "family" and is_word(node.value):
            found.add(f"{node.value.value}.*")
    return found


TEMPLATES = sorted(
    path
    for pattern in ("templates/**/*.*", "*.html")
    for path in (ROOT / "commitments").rglob(pattern)
)
IN_TEMPLATES = re.compile(r'\b(?:say|count)\("([^"]+)"')
FAMILY_IN_TEMPLATES = re.compile(r'\b(?:named|has)\("([^".]+)\.?"')


def keys_in_template(source: str) -> set[str]:
    """Return the keys that a template says, and the families of which it names one."""
    families = FAMILY_IN_TEMPLATES.findall(source)
    return {*IN_TEMPLATES.findall(source), *(f"{family}.*" for family in families)}


SAID = set().union(
    *(keys_in(path.read_text("utf-8")) for path in SOURCES),
    *(keys_in_template(path.read_text("utf-8")) for path in TEMPLATES),
)
FAMILIES = tuple(key[:-1] for key in SAID if key.endswith("*") and "." in key)


def is_said(key: str) -> bool:
    return key in SAID or key.startswith(FAMILIES)


def test_every_text_is_said_somewhere() -> None:
    assert [key for key in KEYS if not is_said(key)] == []


SAYING = ("say", "count", "lazy", "Unclear")  # they take a key first


def is_counted_later(call: ast.Call) -> bool:
    """Say whether a call counts something once it is shown: `LazyText(count, "a.key", 3)`."""
    return name_of(call) == "LazyText" and getattr(call.args[0], "id", "") == "count"


def said_outright(source: str) -> set[str]:
    """Return the keys that a source hands to `say` or `count` as they stand."""
    calls = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call) and n.args]
    calls = [call for call in calls if getattr(call.func, "attr", "") != "count"]  # of a text
    said = [call.args[0] for call in calls if name_of(call) in SAYING]
    said += [call.args[1] for call in calls if is_counted_later(call)]
    return {first.value for first in said if is_word(first)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_key_that_is_said_has_a_text(path: Path) -> None:
    assert said_outright(path.read_text("utf-8")) - set(KEYS) == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_key_of_a_template_has_a_text(path: Path) -> None:
    said = {key for key in keys_in_template(path.read_text("utf-8")) if not key.endswith("*")}
    assert said - set(KEYS) == set()


TOLD_BY_RULES = re.compile(
    r"(check|fault|problem|quote|upload|verify|your-data)\.[a-z](?:[a-z.-]*[a-z])?"
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_key_that_a_rule_is_given_has_a_text(path: Path) -> None:
    words = [n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if is_word(n)]
    given = {word for word in words if TOLD_BY_RULES.fullmatch(word)}
    families = {key.rpartition(".")[0] for key in KEYS}
    assert given - set(KEYS) - families == set()


def test_provinces_are_called_as_in_the_shapes() -> None:
    with speaking(Language.CHINESE):
        for english, chinese in boundaries.provinces()["name_zh"].items():
            assert catalogues.named("province", str(english)) == chinese


def test_a_list_is_written_as_it_is_spoken() -> None:
    names = ["Hebei", "Jilin", "Shandong"]
    assert lists.listed(names) == "Hebei, Jilin and Shandong"
    assert lists.listed(names[:1]) == "Hebei"
    assert lists.listed([]) == ""
    with speaking(Language.CHINESE):
        assert lists.listed(["河北", "吉林", "山东"]) == "河北、吉林和山东"


def test_a_language_is_spoken_for_a_while() -> None:
    with speaking(Language.CHINESE):
        assert say("due.none") == "未写明年份"
    assert say("due.none") == "no date given"


def test_a_key_without_a_text_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        say("no.such.key")
    assert not catalogues.has("no.such.key")
    assert catalogues.named("province", "Atlantis") == "Atlantis"


def test_text_of_a_table_is_never_read_as_a_template() -> None:
    assert "{year}" in say("caution.scope", scope="{year} {0.__class__}")
