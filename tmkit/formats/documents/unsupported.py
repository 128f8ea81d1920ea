"""Files that tmkit does not read, and what their owner can do."""

from __future__ import annotations

__all__ = ["advice", "is_lock_file"]

_SAVE_AS_DOCX = "open it in Word or LibreOffice and save it as .docx"
_ADVICE = {
    "doc dot rtf ott fodt wps wpd docm dotx dotm": _SAVE_AS_DOCX,
    "pages": "export it from Pages as Word (.docx)",
    "pdf djvu xps": "take the text it was made from; else copy its text into a .docx or .txt file",
    "xls xlsm ods numbers": "open it in Excel or LibreOffice and save it as .xlsx",
    "ppt pptx pps ppsx odp key": "save the outline as text, or copy the text into a .docx file",
    "epub fb2 mobi": "convert it to .html or .docx first",
    "mht mhtml": "save the page as HTML only (.html)",
    "msg eml": "save the text of the message as .txt",
    "zip rar 7z gz tar tgz": "unpack it and name the documents inside",
    "jpg jpeg png gif bmp tif tiff webp heic svg": "a picture holds no text that can be read; give the text itself",
    "mp3 wav mp4 avi mov mkv": "a recording holds no text; give its transcript",
}
_BY_SUFFIX = {suffix: text for suffixes, text in _ADVICE.items() for suffix in suffixes.split()}


def advice(suffix: str) -> str | None:
    """What to do with a file of that suffix (with or without its dot, in any case); None where it has no advice."""
    return _BY_SUFFIX.get(suffix.removeprefix(".").lower())


def is_lock_file(name: str) -> bool:
    """Is this file name that of the mark which Word (``~$visit.docx``) or LibreOffice (``.~lock.visit.docx#``) leaves
    beside an open document?
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    return base.startswith("~$") or (base.startswith(".~lock.") and base.endswith("#"))
