import pytest

from tmkit.formats.documents.unsupported import advice, is_lock_file


@pytest.mark.parametrize("suffix", ["doc", ".DOC", "rtf", "fodt", "pages"])
def test_word_processors_are_told_to_save_as_docx(suffix: str) -> None:
    assert ".docx" in (advice(suffix) or "")


@pytest.mark.parametrize("suffix", [".pdf", "ods", "xls", "pptx", "epub", "zip", "jpg", "PNG", "mp3"])
def test_other_files_have_advice(suffix: str) -> None:
    assert advice(suffix)


@pytest.mark.parametrize("suffix", ["txt", ".docx", "odt", "xlsx", "srt", "md", "html", "tmx", "", "."])
def test_no_advice_against_what_is_read(suffix: str) -> None:
    assert advice(suffix) is None


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("~$visit.docx", True),
        ("releases/~$зит.docx", True),
        (r"releases\~$visit.docx", True),
        (".~lock.visit.docx#", True),
        ("visit.docx", False),
        ("a~$b.docx", False),
        ("~$folder/visit.docx", False),
        (".~lock.visit.docx", False),
    ],
)
def test_lock_files(name: str, lock: bool) -> None:
    assert is_lock_file(name) is lock
