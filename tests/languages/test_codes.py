from __future__ import annotations

import pytest

from tmkit.errors import UsageError
from tmkit.languages import canonical, from_filename


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ru", "ru"), ("RU", "ru"), ("ru-RU", "ru"), ("rus", "ru"), ("рус", "ru"),
        ("en_US", "en"), ("eng", "en"), ("анг", "en"),
        ("kk", "kk"), ("kz", "kk"), ("KZ", "kk"), ("kaz", "kk"), ("kk_KZ", "kk"), ("kk-Cyrl-KZ", "kk"),
        ("kk-Latn", "kk-Latn"), ("kz_Latyn", "kk-Latn"), ("каз", "kk"), ("қаз", "kk"),
        ("uz", "uz-Latn"), ("uz-UZ", "uz-Latn"), ("uz_Latn_UZ", "uz-Latn"), ("uzb", "uz-Latn"),
        ("uz-Cyrl", "uz-Cyrl"), ("uz@cyrillic", "uz-Cyrl"), ("uz@Cyrl", "uz-Cyrl"),
        ("уз-кир", "uz-Cyrl"), ("уз-лат", "uz-Latn"),
        ("ky", "ky"), ("zh-Hant-TW", "zh-Hant"),
    ],
)  # fmt: skip
def test_canonical(written: str, expected: str) -> None:
    assert canonical(written) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize("written", ["", "x", "Kazakh language", "123", "ru ru", "*all*"])
def test_no_code(written: str) -> None:
    with pytest.raises(UsageError, match="is not a language code"):
        canonical(written)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("visit.kk.txt", "kk"),
        ("out/Визит_каз.docx", "kk"),
        ("Визит рус.docx", "ru"),
        ("visit.uz-Cyrl.md", "uz-Cyrl"),
        ("visit_uz_cyrl.md", "uz-Cyrl"),
        ("визит_уз-кир.docx", "uz-Cyrl"),
        ("visit-en.txt", "en"),
        ("report.no.txt", None),
        ("visit.txt", None),
        ("ru.txt", None),
    ],
)
def test_from_filename(name: str, expected: str | None) -> None:
    assert from_filename(name) == expected
