from __future__ import annotations

import pytest

from tmkit.errors import UsageError
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.languages.style import SETTINGS, Style, style_of
from tmkit.model import Lang


@pytest.mark.parametrize("lang", [RU, EN, KK, UZ_LATN, UZ_CYRL])
def test_every_default_is_a_setting_that_a_house_could_write(lang: Lang) -> None:
    style = style_of(lang)
    for name in SETTINGS:
        value = getattr(style, name.replace("-", "_"))
        if value is not None:
            assert style.having(name, value) == style


def test_an_unknown_language_demands_nothing() -> None:
    assert style_of(Lang("fr")) == Style()


def test_a_house_changes_what_it_names() -> None:
    style = style_of(KK).having("quotes", "“”").having("nbsp-units", True)
    assert (style.quotes, style.nbsp_units, style.decimal) == ("“”", True, ",")


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("quote", "«»", "unknown style setting 'quote'; did you mean 'quotes'?"),
        ("colour", "«»", "unknown style setting 'colour'; known are quotes, decimal"),
        ("quotes", "«", "'quotes' must be pairs of marks"),
        ("quotes", 1, "'quotes' must be pairs of marks"),
        ("decimal", ";", "'decimal' must be a point or a comma"),
        ("dash", "~", "'dash' must be dashes"),
        ("apostrophes", "x", "'apostrophes' must be the mark"),
        ("ellipsis", "..", "'ellipsis' must be … or ..."),
        ("nbsp-units", "yes", "'nbsp-units' must be true or false"),
    ],
)
def test_a_wrong_setting_is_answered(setting: str, value: object, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        Style().having(setting, value)
    assert str(refused.value).startswith(message)
