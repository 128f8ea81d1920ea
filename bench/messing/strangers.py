"""What pages carry beside the text: menus, dates, captions, hashtags, signatures, and the text in another language."""

from __future__ import annotations

from random import Random

from messing import Part, Scene, Side, Way
from messing.changes import WAYS as CHANGES
from messing.layout import WAYS as LAYOUT

__all__ = ["WAYS"]

_AROUND = {
    "ru": ("Главная", "Новости", "О нас", "Главная / Новости / Регион", "Версия для слабовидящих", "RU | KZ | UZ | EN",
           "Опубликовано: 06.08.2025, 18:40", "Просмотров: 1 284", "Автор: пресс-служба",
           "#новости #ЦентральнаяАзия", "Поделиться", "© 2025 Все права защищены", "Тел.: +7 (7172) 55-01-02",
           "С уважением, пресс-служба", "Выделите ошибку и нажмите Ctrl+Enter"),
    "en": ("Home", "News", "About us", "Home / News / Region", "Version for the visually impaired", "EN | RU",
           "Published: 6 August 2025, 6:40 pm", "Views: 311", "By press office", "#news #CentralAsia", "Share",
           "© 2025 All rights reserved", "Tel.: +7 (7172) 55-01-09", "Yours sincerely, press office",
           "Select the mistake and press Ctrl+Enter"),
    "kk": ("Басты бет", "Жаңалықтар", "Біз туралы", "Басты бет / Жаңалықтар / Өңір",
           "Нашар көретіндерге арналған нұсқа", "KZ | RU | EN",
           "Жарияланған күні: 06.08.2025, 18:40", "Қаралды: 902", "Авторы: баспасөз қызметі",
           "#жаңалықтар #ОрталықАзия", "Бөлісу", "© 2025 Барлық құқықтар қорғалған", "Тел.: +7 (7172) 55-01-03",
           "Құрметпен, баспасөз қызметі", "Қатені белгілеп, Ctrl+Enter басыңыз"),
    "uz-Latn": ("Bosh sahifa", "Yangiliklar", "Biz haqimizda", "Bosh sahifa / Yangiliklar / Mintaqa",
                "Zaif koʻruvchilar uchun", "UZ | RU | EN", "Chop etilgan: 06.08.2025, 18:40", "Koʻrildi: 457",
                "Muallif: matbuot xizmati", "#yangiliklar #MarkaziyOsiyo", "Ulashish",
                "© 2025 Barcha huquqlar himoyalangan", "Tel.: +998 71 200-01-02", "Hurmat bilan, matbuot xizmati",
                "Xatoni belgilang va Ctrl+Enter tugmasini bosing"),
    "uz-Cyrl": ("Бош саҳифа", "Янгиликлар", "Биз ҳақимизда", "Бош саҳифа / Янгиликлар / Минтақа",
                "Заиф кўрувчилар учун", "ЎЗ | РУ | EN", "Чоп этилган: 06.08.2025, 18:40", "Кўрилди: 457",
                "Муаллиф: матбуот хизмати", "#янгиликлар #МарказийОсиё", "Улашиш",
                "© 2025 Барча ҳуқуқлар ҳимояланган", "Тел.: +998 71 200-01-02", "Ҳурмат билан, матбуот хизмати",
                "Хатони белгиланг ва Ctrl+Enter тугмасини босинг"),
}  # fmt: skip
"""Line by line the same in all languages."""
_TOP = 9
"""So many of them stand above the text."""
_INSIDE = {
    "ru": ("Читайте также: Как изменится график движения поездов", "Фото: пресс-служба", "Реклама",
           "Подпишитесь на наш канал", "[Видео]"),
    "en": ("Read also: Five places to see this spring", "Photo by A. Smith", "Advertisement", "Newsletter",
           "Story continues below"),
    "kk": ("Тағы оқыңыз: Пойыздар кестесі қалай өзгереді", "Фото: баспасөз қызметі", "Жарнама", "Арнамызға жазылыңыз",
           "[Бейне]"),
    "uz-Latn": ("Shuningdek oʻqing: Poyezdlar jadvali qanday oʻzgaradi", "Foto: matbuot xizmati", "Reklama",
                "Kanalimizga obuna boʻling", "[Video]"),
    "uz-Cyrl": ("Шунингдек ўқинг: Поездлар жадвали қандай ўзгаради", "Фото: матбуот хизмати", "Реклама",
                "Каналимизга обуна бўлинг", "[Видео]"),
}  # fmt: skip
_ROW = 1_000_000
"""Rows from here on are those of pages."""


def _page(side: Side, random: Random) -> None:
    """Some lines around the text; those that both pages have belong together."""
    lines = _AROUND[side.lang]
    chosen = sorted(random.sample(range(len(lines)), random.randint(4, len(lines))))
    around = [(n < _TOP, [Part(lines[n], (_ROW + n,))]) for n in chosen]
    above, below = ([block for top, block in around if top is wanted] for wanted in (True, False))
    side.blocks[:] = [*above, *side.blocks, *below]


def _between(side: Side, random: Random) -> None:
    """Some lines inside the text."""
    for line in random.sample(_INSIDE[side.lang], random.randint(1, 4)):
        side.blocks.insert(random.randrange(1, len(side.blocks)), [Part(line)])


def _page_around_source(scene: Scene, random: Random) -> None:
    _between(scene.source, random)
    _page(scene.source, random)


def _page_around_both(scene: Scene, random: Random) -> None:
    _between(random.choice(scene.sides), random)
    for side in scene.sides:
        _page(side, random)


def _blocks_in_target_language(scene: Scene, random: Random) -> None:
    """The source has some of its blocks in the language of the target, too, behind them."""
    blocks = []
    for ours, theirs in zip(scene.source.blocks, scene.target.blocks, strict=True):
        blocks.append(ours)
        if random.random() < 0.3:
            blocks.append([Part(part.text) for part in theirs])
    scene.source.blocks[:] = blocks


def _source_left_in_target(scene: Scene, random: Random) -> None:
    """Sentences that nobody translated stand in the target as in the source."""
    source = {block[place].rows: block[place].text for block, place in scene.source.parts()}
    for block, place in scene.target.parts():
        if random.random() < 0.15:
            block[place].text = source[block[place].rows]


def _all_at_once(scene: Scene, random: Random) -> None:
    """A web page, freely translated, saved as wrapped lines."""
    for way in ("pairs joined", "sentences lost", "sentences added"):
        CHANGES[way](scene, random)
    LAYOUT["blocks differ"](scene, random)
    _page_around_both(scene, random)
    LAYOUT["lines wrapped"](scene, random)


WAYS: dict[str, Way] = {
    "page around source": _page_around_source,
    "page around both": _page_around_both,
    "target inside source": _blocks_in_target_language,
    "source left in target": _source_left_in_target,
    "all at once": _all_at_once,
}
