"""leitmotiv.toml and the catalogue: every mistake at once, each at its place, with the mend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError
from pipeline.model import catalogue, toml_source
from pipeline.model.config import Config
from pipeline.model.language import chosen, fallbacks, nearest
from pipeline.model.slug import MAX_BYTES, is_slug, slugify
from pipeline.model.source import Source, checked
from pipeline.model.theme import Catalogue
from tests.conftest import CONFIG

NOTHING = Source("content/none.toml", {}, {})


def _config(text: str) -> Config:
    return checked(Config, toml_source.parse("leitmotiv.toml", text, ConfigError), ConfigError, strict=True)


def _problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        _config(text)
    return [str(problem) for problem in refused.value.problems]


def test_a_small_config_is_enough() -> None:
    config = _config(CONFIG)
    assert config.languages == ("de", "en")
    assert config.imports.dir == "private/imports"
    assert config.report.maturity_half_life_days == 45


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://müller.example:8443/blog/", "https://xn--mller-kva.example:8443/blog"),
        ("https://Müller.example", "https://xn--mller-kva.example"),
    ],
)
def test_a_host_with_umlauts_is_kept_in_ascii_as_links_need_it(written: str, kept: str) -> None:
    assert _config(CONFIG.replace("https://mini.example.org", written)).workspace.url == kept


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Mini"\nurl', 'nmae = "Mini"\nurl', 'leitmotiv.toml:3:1: unknown key "nmae"; did you mean "name"?'),
        ('name = "Mini"\nurl', 'name = " "\nurl', "leitmotiv.toml:3:1: must not be empty; write what it is called"),
        ("[sender]", "[sendr]", 'leitmotiv.toml:8:2: unknown key "sendr"; did you mean "sender"?'),
        ('["de", "en"]', '["de", "de"]', "leitmotiv.toml:5:1: names a language twice"),
        ('["de", "en"]', '"de"', 'leitmotiv.toml:5:1: "languages" must be a list such as ["de", "en"], not "de"'),
        ('["de", "en"]', "[]", 'leitmotiv.toml:5:1: names no language; write for instance ["de", "en"]'),
        ("https://mini", "mini", 'leitmotiv.toml:4:1: "mini.example.org" is no web address; write it as https://'),
        ("https://mini", "https://mü_ni", 'leitmotiv.toml:4:1: "https://mü_ni.example.org" is no web'),
        ("letters@mini", "letters at mini", "leitmotiv.toml:10:1: "),
        ("as_of = 2026-06-30", "as_of = 2026-06-31", "leitmotiv.toml:6:"),
        ("as_of = 2026-06-30", 'as_of = "soon"', 'leitmotiv.toml:6:1: "as_of" must be a date such as 2026-03-31'),
    ],
)
def test_a_mistake_is_told_with_its_place(old: str, new: str, said: str) -> None:
    assert any(problem.startswith(said) for problem in _problems(CONFIG.replace(old, new))), _problems(
        CONFIG.replace(old, new)
    )


def test_all_mistakes_come_at_once() -> None:
    text = CONFIG.replace("https://", "").replace("letters@", "") + '\n[mail]\nmode = "carrier pigeon"\n'
    assert len(_problems(text)) == 3


def _catalogue(themes: str, offers: str = "") -> Catalogue:
    return catalogue.read(
        toml_source.parse("content/themes.toml", themes, ConfigError),
        toml_source.parse("content/offers.toml", offers, ConfigError),
        NOTHING,
    )


def test_a_theme_is_read_with_its_periods() -> None:
    read = _catalogue('[perf]\nname = {en = "P"}\nkeywords = {en = ["slow"]}\npromoted = [{from = 2026-01-01}]\n')
    theme = read.themes["perf"]
    assert (theme.name["en"], theme.keywords["en"], theme.promoted[0].until) == ("P", ("slow",), None)


@pytest.mark.parametrize(
    ("themes", "offers", "said"),
    [
        (
            "[a]\nname = {en = 'A'}\nkeyword = {}",
            "",
            'themes.toml:3:1: unknown key "keyword"; did you mean "keywords"?',
        ),
        ("[a]\nname = {en = 'A'}\npromoted = [{form = 2026-01-01}]", "", 'unknown key "form"; did you mean "from"?'),
        ("[a]\nname = {en = 'A'}\npromoted = [{from = 2026-02-01, until = 2026-01-01}]", "", "before it begins"),
        ("[a]\nname = 'A'", "", '"name" must be a table such as {de = "…", en = "…"}, not "A"'),
        ("[Big]\nname = {en = 'A'}", "", '"Big" cannot be an id; write [big]'),
        ("[\"-\"]\nname = {en = 'A'}", "", '"-" cannot be an id; call it by letters and digits'),
        ("[none]\nname = {en = 'A'}", "", '"none" stands for "none of these"; call the theme otherwise'),
        ("a = 1", "", '"a" must be a table; write [a] on a line of its own'),
        ("[perf]\nname = {en = 'A'}", "[o]\nname = {en = 'O'}\nthemes = ['prf']", 'did you mean "perf"?'),
        ("[a]\nname = {en = 'A'}", "[o]\nname = {en = 'O'}\nthemes = ['gone']", "; add it there, or take it out here"),
        ("[a]\nname = {en = 'A'}\npart_of = 'b'", "", '"b" is no theme of themes.toml'),
        ("[a", "", "not valid TOML"),
        ("since = 31.3.2026", "", "; a day is written 2026-03-31"),
    ],
)
def test_a_mistake_in_the_catalogue_is_told_with_the_mend(themes: str, offers: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        _catalogue(themes, offers)
    assert said in str(refused.value)


@given(st.text(max_size=120))
def test_any_text_is_toml_or_refused(text: str) -> None:
    try:
        toml_source.parse("x.toml", text, ConfigError)
    except ConfigError as refused:
        assert refused.problems[0].line


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Größe & Maß", "groesse-mass"),
        ("Ærø og Ålborg", "aeroe-og-aalborg"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-post"),
        ("日本語", "日本語"),
        ("Привет, мир!", "привет-мир"),
        ("منشور جديد", "منشور-جديد"),
        ("हिन्दी में", "हिन्दी-में"),
        ("🎉", "post"),
        ("a\u202eb", "ab"),
        ("é" * 3, "eee"),
    ],
)
def test_slugs_are_words_in_ascii_where_there_is_such_a_form(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_every_slug_is_one_and_stays_itself(text: str) -> None:
    slug = slugify(text)
    assert is_slug(slug)
    assert slugify(slug) == slug
    assert len(slug.encode()) <= MAX_BYTES


def test_a_reader_gets_the_nearest_language() -> None:
    assert fallbacks("de-at", ("en", "de")) == ("de-at", "de", "en")
    assert chosen({"en": "Hello", "de": "Moin"}, "de-at", ("en",)) == "Moin"
    assert chosen({"fr": "Salut"}, "de", ("en",)) == "Salut"
    assert chosen({}, "de", ()) == ""


def test_where_a_workspace_speaks_of_a_language_only_what_is_spoken_in_one_country_that_is_near() -> None:
    swiss = ("de-ch", "fr-ch", "it-ch")
    assert [nearest(lang, swiss) for lang in ("it", "fr-fr", "it-ch", "en")] == ["it-ch", "fr-ch", "it-ch", None]
    assert nearest("en", ("de", "en-gb", "en-za")) is None
    assert [nearest("nb-no", ("en", "no")), nearest("no", ("en", "nb"))] == ["no", "nb"], "both are Norwegian"
    assert chosen({"de-ch": "Grüezi", "it-ch": "Buongiorno"}, "it", swiss) == "Buongiorno"


@pytest.mark.parametrize("sign", ["\u2028", "\u0085"])
def test_lines_are_counted_as_toml_and_editors_count_them(sign: str) -> None:
    found = toml_source.parse("x.toml", f'a = "x{sign}y"\nb = 1\r\nc = 2\n', ConfigError)
    assert [found.positions[(key,)].line for key in ("a", "b", "c")] == [1, 2, 3]
