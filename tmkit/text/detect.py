"""Which of tmkit's languages a text is in, told by its letters, short words and word endings.

Every word votes for or against each language: a short word of the language speaks for it, one of its
endings less so, a letter it never writes against it, and a word that shows nothing counts a little against
all. So a list of names or a table of numbers, which could stand in any language, ends below zero in each
and is left undecided. The weights are rough log-odds, set by hand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice
from math import exp
from typing import Literal, NamedTuple

from tmkit.languages.codes import EN, KK, KK_LATN, RU, UZ_CYRL, UZ_LATN, script_of
from tmkit.languages.marks import APOSTROPHES
from tmkit.model import Lang
from tmkit.text.words import words

__all__ = ["Detection", "detect", "script"]

_WORD, _ENDING, _OWN, _NAME, _NOTHING, _STRANGE = 2.5, 1.0, 1.5, -0.2, -0.5, -4.0
_LEAST = 5.0
"""The lead over the next language, and over none at all, that an answer needs."""
_RARE = -5.0
"""What Kazakh in Latin letters starts with: hardly anyone writes it yet, and Uzbek shares its endings."""
_ENOUGH = 2000
"""Words looked at: more do not change the answer."""


class Detection(NamedTuple):
    """What a text seems to be written in."""

    lang: Lang | None
    """None where there is too little to tell."""
    confidence: float
    """In [0, 1]; 0 where ``lang`` is None."""


class _Profile(NamedTuple):
    words: frozenset[str]
    endings: tuple[str, ...]
    own: frozenset[str]
    """Letters that speak for the language."""
    strange: frozenset[str]
    """Letters of the same script that the language never writes."""


_FOREIGN = frozenset("їєґӣӯҷћђљњџ")
_KAZAKH_LATIN = "äöüūğñŋşıáǵńóúý"

# short words; endings; letters of its own; letters it never writes
_TABLES = {
    RU: (
        """и в во не на я что он она оно они с со как а но то все всё это этот эта эти так его её ее их из за по для
        от до к ко у о об при был была было были быть будет будут есть бы же ли или если когда уже также только ещё
        еще после который которая которое которые которых которого между более мы вы нас нам вас ему ей им чтобы где
        там тем чем под над через без этого этом этой этих себя году года лет может можно нет ни один одна свой
        своей своих очень кто перед затем однако этим том той тот""",
        """ого ому ему ыми ими ать ять ить еть ться тся ние ния нии ний нию ость ости ный ная ное ные ной ных ным ном
        ский ская ское ские ских ской ском скую ому ами ями ах ях ия ии ию ией ют ют ет ит ут ят ов ев ки ой ый ий ая яя
        ое ые ую юю ей ал ала али ало ил ила или ел ели ся ены ена ено ем им ом ешь ество ства""",
        "",
        "әғқңөұүһіўҳ",
    ),
    KK: (
        """және мен бен пен да де та те үшін бұл ол осы сол бір болып болған болды болады бар жоқ деп дейді деді еді
        екен емес керек мүмкін бойынша туралы кейін дейін жылы жылғы оның оны оған олар біз өз өзі ең өте бірақ
        алайда сондай ақ сияқты арқылы арасында барлық негізінде ретінде басқа тағы көп енді немесе егер себебі кезде
        қазір бүгін жаңа ал әр әрі соң қарай бұдан одан осындай мұндай екі үш адам ғана тек кез қатар""",
        """ның нің дың дің тың тің лар лер дар дер тар тер дағы дегі тағы тегі ған ген қан кен ды ді ты ті ға ге қа ке
        нда нде дан ден тан тен нан нен дық дік лық лік тық тік ып іп ады еді йды йді атын етін йтын йтін ушы уші лы
        лі сыз сіз мыз міз тын тін ын ін сын сін ың ің сы сі рақ рек лап леп тау теу дау деу лау леу сқан скен бай
        бей май мей пай пей""",
        "әңөұүһі",
        "ўҳ",
    ),
    UZ_CYRL: (
        """ва бу у билан учун ҳам бир бўлган эди эса деб мумкин керак қилиш қилган йил йилда йили унинг уни унга улар
        ўз шу лекин аммо бироқ каби бўйича ҳар энг катта янги ушбу мазкур бўлиб бўлди бўлади эмас йўқ бор жуда кейин
        ёки агар чунки томонидан ҳақида орқали асосида давлат барча ҳамда яна сўнг қилди қилинган этилган деди
        бошқа ўша шундай фақат ҳеч биз икки та ана""",
        """нинг ни га да дан лар лари лик лиги ган ди моқда ётган ётир иш иши иб ли сиз миз ади лаб ини ига идан ида
        ларни ларга ларда ларнинг лигини ларини ларининг силиги чилик роқ вчи увчи ний ият инг иш ишга ишни ишлар
        нган лган шган ган гани ганини май маган масдан дир си""",
        "ўҳ",
        "ыщәңөұүһі",
    ),
    EN: (
        """the of and to in a is that for on with as by at from it he she they was were be been has have had are this
        these those which who will would can could not but or an its his her their our we you i said after before
        more than also about into over one when there what if all no so up out other some between under during may
        shall any such every each has while because my your me him them do does did only most""",
        "ing tion tions sion ed ly ment ments ness ity ies ers ous ive able ful less ence ance ʼs",
        "",
        _KAZAKH_LATIN + "ß",
    ),
    UZ_LATN: (
        """va bu u bilan uchun ham bir boʼlgan edi esa deb mumkin kerak qilish qilgan yil yilda yili uning uni unga
        ular oʼz shu lekin ammo biroq kabi boʼyicha har eng katta yangi ushbu mazkur boʼlib boʼldi boʼladi emas yoʼq
        bor juda keyin yoki agar chunki tomonidan haqida orqali asosida davlat barcha hamda yana soʼng qildi
        qilingan etilgan dedi boshqa oʼsha shunday faqat hech biz ikki ta""",
        """ning ni ga da dan lar lari lik ligi gan di moqda yotgan ish ishi ib li siz miz adi lab ini iga idan ida
        larni larga larda larning ligini larini larining chilik roq vchi uvchi niy iyat ishga ishni ishlar ngan
        lgan shgan gani ganini may magan masdan dir""",
        "õĝ",
        _KAZAKH_LATIN + "çßw",
    ),
    KK_LATN: (
        """jane men ben pen usin ushin bul ol osy sol bir bolyp bolgan boldy bolady bar joq dep deidi dedi edi eken
        emes kerek mumkin boiynsa boiynsha turaly keiin deiin jyly jylgy onyn ogan olar biz oz ozi ote biraq alaida
        sondai siaqty arqyly arasynda barlyq negizinde retinde basqa tagy kop nemese eger sebebi kezde qazir bugin
        jana eki adam gana tek qatar""",
        """nyn nin dyn din tyn tin lar ler dar der tar ter dagy degi tagy tegi gan gen qan ken dy di ty ti ga ge qa ke
        nda nde dan den tan ten nan nen dyq dik lyq lik tyq tik yp ip ady edi atyn etin ushy usy ly li syz siz myz
        miz yn in syn sin""",
        "",
        "õĝçßwx",
    ),
}


def detect(text: str) -> Detection:
    """The language of ``text`` among ru, en, kk, kk-Latn, uz-Latn and uz-Cyrl, or none of them.

    A paragraph of forty letters mostly suffices; names, numbers and other languages give None.
    """
    scores = {lang: _RARE if lang == KK_LATN else 0.0 for lang in _TABLES}
    for word in islice(words(text.lower() if text.isupper() else text), _ENOUGH):
        if not _DIGIT.search(word.text):
            for lang, vote in _votes(word.text).items():
                scores[lang] += vote
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    lead = scores[ranked[0]] - max(scores[ranked[1]], 0.0)
    if lead < _LEAST:
        return Detection(None, 0.0)
    return Detection(ranked[0], 1 / (1 + exp(-min(lead, 50.0) / 2)))


def script(text: str) -> Literal["Cyrl", "Latn"] | None:
    """The script most letters of ``text`` are in; None where there are none, or as many of both."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic == latin:
        return None
    return "Cyrl" if cyrillic > latin else "Latn"


_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_DIGIT = re.compile(r"\d")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")


def _folded(text: str) -> str:
    """With one kind of apostrophe, and the Uzbek letters oʻ and gʻ as one character each."""
    return _APOSTROPHE.sub("ʼ", text).replace("oʼ", "õ").replace("gʼ", "ĝ")


@cache
def _profiles() -> dict[Lang, _Profile]:
    return {
        lang: _Profile(
            frozenset(_folded(short).split()), tuple(set(endings.split())), frozenset(own), frozenset(strange)
        )
        for lang, (short, endings, own, strange) in _TABLES.items()
    }


def _votes(text: str) -> dict[Lang, float]:
    """What one word says for and against each language."""
    word = _folded(text.lower())
    letters = frozenset(word)
    written = script(word)
    name = text[0].isupper()
    votes = {}
    for lang, profile in _profiles().items():
        if written != script_of(lang):
            votes[lang] = _NOTHING
        else:
            votes[lang] = _vote(_bare(word) if lang == KK_LATN else word, letters, profile, name)
    return votes


def _vote(word: str, letters: frozenset[str], profile: _Profile, name: bool) -> float:
    """``name``: the word has a capital, and the endings of names show nothing of the language around them."""
    if letters & profile.strange or letters & _FOREIGN:
        return _STRANGE
    own = _OWN if letters & profile.own else 0.0
    if word in profile.words:
        return own + _WORD
    if not name and len(word) > 3 and word.endswith(profile.endings):
        return own + _ENDING
    return _NAME if name else own or _NOTHING


def _bare(word: str) -> str:
    """Without the marks in which the Kazakh Latin alphabets of 2017 to 2021 differ."""
    plain = word.replace("ı", "i").replace("ŋ", "n")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
