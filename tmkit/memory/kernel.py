"""The inner loops of fuzzy lookup: words to numbers, postings, and the search for segments that share enough words.

Plain Python that also compiles: ``kernel.pxd`` gives Cython the types, ``setup.py`` builds the module where there is a
compiler. Both give the same results; arrays come as memoryviews, whose items are plain numbers in either.
"""

from __future__ import annotations

from typing import TypeAlias

__all__ = ["arrange", "count_posts", "fill_posts", "find", "hash_words", "search"]

Ints: TypeAlias = "memoryview[int]"

UNKNOWN = 0xFFFFFFFF
"""The number of a word that the vocabulary does not have."""
MASK = 0xFFFFFFFFFFFFFFFF
BASIS = 0xCBF29CE484222325
PRIME = 0x100000001B3
MIX = 0xC4CEB9FE1A85EC53

_TINY = 1e-9
"""What a product of a threshold and a length may be off."""
_VERIFIED = 30
"""Postings that can be counted in the time in which one segment is compared."""
_SHRINKS = 4
"""By so much fewer candidates remain when one more shared word is demanded."""
_MOST = 0xFFFF
"""What a counter of shared words holds."""


def hash_words(text: Ints, hashes: Ints, lengths: Ints) -> int:
    """Hash the words of UTF-8 lines with single blanks between words: FNV-1a, mixed; return the number of words.

    ``lengths`` gets the words of each line. A line ends with a line feed.
    """
    count = line = begun = 0
    value = BASIS
    inside = False
    for at in range(len(text)):
        byte = text[at]
        if byte != 32 and byte != 10:
            value = ((value ^ byte) * PRIME) & MASK
            inside = True
            continue
        if inside:
            value = ((value ^ (value >> 33)) * MIX) & MASK
            hashes[count] = value ^ (value >> 29)
            count += 1
            value = BASIS
            inside = False
        if byte == 10:
            lengths[line] = count - begun
            begun = count
            line += 1
    return count


def find(hashes: Ints, vocabulary: Ints, heads: Ints, shift: int, numbers: Ints) -> None:
    """The number of each word: its place in the rising ``vocabulary``, UNKNOWN where it has none.

    Words whose hash begins with the bits b (``hash >> shift``) stand from ``heads[b]`` to ``heads[b + 1]``.
    """
    for at in range(len(hashes)):
        value = hashes[at]
        bucket = value >> shift
        low, high = heads[bucket], heads[bucket + 1]
        while low < high:
            middle = (low + high) // 2
            if vocabulary[middle] < value:
                low = middle + 1
            else:
                high = middle
        numbers[at] = low if low < heads[bucket + 1] and vocabulary[low] == value else UNKNOWN


def arrange(words: Ints, begin: Ints, order: Ints, arranged: Ints, begins: Ints) -> None:
    """Copy lines of ``words`` in another order; line i of ``words`` is ``begin[i] : begin[i + 1]``."""
    at = 0
    for row in range(len(order)):
        begins[row] = at
        line = order[row]
        for k in range(begin[line], begin[line + 1]):
            arranged[at] = words[k]
            at += 1
    begins[len(order)] = at


def count_posts(words: Ints, begins: Ints, last: Ints, starts: Ints) -> None:
    """Count in ``starts[word + 1]`` the lines that hold a word; ``last`` is zeros, one for each word."""
    for row in range(len(begins) - 1):
        for k in range(begins[row], begins[row + 1]):
            word = words[k]
            if last[word] != row + 1:
                last[word] = row + 1
                starts[word + 1] += 1


def fill_posts(words: Ints, begins: Ints, last: Ints, ends: Ints, posts: Ints) -> None:
    """Write the lines of each word, rising; ``ends`` is where the next one goes, ``last`` zeros again."""
    for row in range(len(begins) - 1):
        for k in range(begins[row], begins[row + 1]):
            word = words[k]
            if last[word] != row + 1:
                last[word] = row + 1
                posts[ends[word]] = row
                ends[word] += 1


def allowed(longer: int, threshold: float) -> int:
    """The most words in which two segments may differ, the longer of which has so many."""
    return int((1.0 - threshold) * longer + _TINY)


def lower(posts: Ints, low: int, high: int, wanted: int) -> int:
    """The first place from ``low`` on where ``posts``, which rise, are not below ``wanted``."""
    while low < high:
        middle = (low + high) // 2
        if posts[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def distance(
    words: Ints, start: int, stop: int, size: int, blocks: int, slots: Ints, masks: Ints, plus: Ints, minus: Ints,
    most: int,
) -> int:  # fmt: skip
    """The Levenshtein distance between the query, of ``size`` words, and ``words[start:stop]``; -1 above ``most``.

    Bit-parallel (Myers 1999, in blocks of 64 rows as by Hyyrö 2003). ``masks`` has a row of ``blocks`` for each
    different word of the query, row 0 for all others; ``slots`` says which row a word has.
    """
    for block in range(blocks):
        plus[block] = MASK
        minus[block] = 0
    score = size
    last = blocks - 1
    tip = (size - 1) % 64
    for at in range(start, stop):
        row = slots[words[at]] * blocks
        carry_plus = 1
        carry_minus = 0
        for block in range(blocks):
            up, down, equal = plus[block], minus[block], masks[row + block]
            vertical = equal | down
            equal = equal | carry_minus
            horizontal = ((((equal & up) + up) & MASK) ^ up) | equal
            rise = down | (~(horizontal | up) & MASK)
            fall = up & horizontal
            high = tip if block == last else 63
            next_plus = (rise >> high) & 1
            next_minus = (fall >> high) & 1
            rise = ((rise << 1) & MASK) | carry_plus
            fall = ((fall << 1) & MASK) | carry_minus
            plus[block] = fall | (~(vertical | rise) & MASK)
            minus[block] = rise & vertical
            carry_plus, carry_minus = next_plus, next_minus
        score += carry_plus
        score -= carry_minus
        if score - (stop - 1 - at) > most:
            return -1
    return score


def search(
    query: Ints, threshold: float, wanted: int, limit: int,
    words: Ints, begins: Ints, firsts: Ints, langs: Ints, units: Ints, starts: Ints, posts: Ints,
    hits: Ints, found: Ints, slots: Ints, masks: Ints, plus: Ints, minus: Ints, order: Ints, spans: Ints,
    lines: Ints, distances: Ints,
) -> int:  # fmt: skip
    """The ``limit`` lines most like ``query``, at least ``threshold``, the best first; how many there are.

    Lines are sorted by length; ``firsts[m]`` is the first of m words or more. Only lines count whose ``langs`` has a
    bit of ``wanted``; of two that are as near, the one with the greater number in ``units`` is the better one.
    ``hits`` and ``slots`` are zeros and become zeros again; ``found``, ``masks``, ``plus``, ``minus``, ``order`` and
    ``spans`` are room to work in. ``lines`` and ``distances`` get the result.
    """
    size = len(query)
    differing = allowed(size, threshold)
    shortest = size - differing
    longest = size
    while longest + 1 - allowed(longest + 1, threshold) <= size:
        longest += 1
    top = len(firsts) - 1
    if shortest > top:
        return 0
    first, stop = firsts[shortest], firsts[min(longest + 1, top)]
    if first >= stop:
        return 0
    sort_words(query, starts, order)
    find_spans(query, order, starts, posts, first, stop, spans)
    # lines share `shortest` words with the query, so `prefix - differing` of any `prefix` words of it: docs/memory.md
    prefix = differing + 1
    count = 0
    for at in range(prefix):
        count += spans[2 * at + 1] - spans[2 * at]
    while prefix < size and spans[2 * prefix + 1] - spans[2 * prefix] < _VERIFIED * count:
        count //= _SHRINKS
        prefix += 1
    seen = gather(query, order, spans, posts, prefix, prefix - differing, hits, found)
    place_words(query, slots, masks)
    count = compare(
        size, threshold, wanted, limit, prefix, prefix - differing, seen, words, begins, langs, units, hits, found,
        slots, masks, plus, minus, lines, distances,
    )  # fmt: skip
    for at in range(seen):
        hits[found[at]] = 0
    for at in range(size):
        if query[at] != UNKNOWN:
            slots[query[at]] = 0
    return count


def sort_words(query: Ints, starts: Ints, order: Ints) -> None:
    """Fill ``order`` with the places of the query's words, the rarest first, the same ones side by side."""
    for at in range(len(query)):
        word = query[at]
        rank = 0 if word == UNKNOWN else starts[word + 1] - starts[word]
        k = at
        while k > 0:
            other = query[order[k - 1]]
            count = 0 if other == UNKNOWN else starts[other + 1] - starts[other]
            if count < rank or (count == rank and other <= word):
                break
            order[k] = order[k - 1]
            k -= 1
        order[k] = at


def find_spans(query: Ints, order: Ints, starts: Ints, posts: Ints, first: int, stop: int, spans: Ints) -> None:
    """Where in ``posts`` each word's lines of the right length are; empty for a word that stood before."""
    for at in range(len(query)):
        word = query[order[at]]
        if word == UNKNOWN or (at > 0 and query[order[at - 1]] == word):
            spans[2 * at] = spans[2 * at + 1] = 0
        else:
            spans[2 * at] = lower(posts, starts[word], starts[word + 1], first)
            spans[2 * at + 1] = lower(posts, spans[2 * at], starts[word + 1], stop)


def gather(
    query: Ints, order: Ints, spans: Ints, posts: Ints, prefix: int, demanded: int, hits: Ints, found: Ints
) -> int:
    """Count in ``hits`` how many of the first ``prefix`` words each line has; fill ``found`` with those lines.

    Lines that cannot have ``demanded`` of them are left out, as far as that shows. Returns how many there are.
    """
    seen = 0
    for at in range(prefix):
        word = query[order[at]]
        times = 1
        while at + times < prefix and query[order[at + times]] == word:
            times += 1
        for k in range(spans[2 * at], spans[2 * at + 1]):
            line = posts[k]
            if hits[line] == 0:
                if prefix - at < demanded:
                    continue
                found[seen] = line
                seen += 1
            hits[line] = min(hits[line] + times, _MOST)
    return seen


def place_words(query: Ints, slots: Ints, masks: Ints) -> None:
    """A row of bits for each different word of the query: where it stands. Row 0 is for all others."""
    blocks = (len(query) + 63) // 64
    one = 1
    rows = 0
    for k in range(blocks):
        masks[k] = 0
    for at in range(len(query)):
        word = query[at]
        if word == UNKNOWN:
            continue
        if slots[word] == 0:
            rows += 1
            slots[word] = rows
            for k in range(rows * blocks, (rows + 1) * blocks):
                masks[k] = 0
        k = slots[word] * blocks + at // 64
        masks[k] = masks[k] | (one << (at % 64))


def compare(
    size: int, threshold: float, wanted: int, limit: int, prefix: int, demanded: int, seen: int,
    words: Ints, begins: Ints, langs: Ints, units: Ints, hits: Ints, found: Ints, slots: Ints, masks: Ints,
    plus: Ints, minus: Ints, lines: Ints, distances: Ints,
) -> int:  # fmt: skip
    """The best of the lines found, compared word by word; those that share most come first and raise the bar."""
    blocks = (size + 63) // 64
    most = demanded
    for k in range(seen):
        most = max(most, hits[found[k]])
    middle = (demanded + most + 1) // 2
    count = 0
    for turn in range(2):
        for k in range(seen):
            line = found[k]
            shared = hits[line]
            if shared < demanded or (shared >= middle) != (turn == 0) or langs[line] & wanted == 0:
                continue
            longer = max(begins[line + 1] - begins[line], size)
            bound = allowed(longer, threshold)
            if count == limit:  # no worse than the last of the best so far
                other = lines[limit - 1]
                bound = min(bound, distances[limit - 1] * longer // max(size, begins[other + 1] - begins[other]))
            if shared < _MOST and longer - (shared + size - prefix) > bound:
                continue
            away = distance(words, begins[line], begins[line + 1], size, blocks, slots, masks, plus, minus, bound)
            if away >= 0:
                count = insert(line, away, count, limit, size, begins, units, lines, distances)
    return count


def insert(
    line: int, away: int, count: int, limit: int, size: int, begins: Ints, units: Ints, lines: Ints, distances: Ints
) -> int:
    """Put a line where it belongs among the ``count`` best, of which there are ``limit``; how many they are now."""
    at = count
    if count == limit:
        at = limit - 1
        if not better(line, away, lines[at], distances[at], size, begins, units):
            return count
    while at > 0 and better(line, away, lines[at - 1], distances[at - 1], size, begins, units):
        lines[at], distances[at] = lines[at - 1], distances[at - 1]
        at -= 1
    lines[at], distances[at] = line, away
    return count if count == limit else count + 1


def better(line: int, away: int, other: int, far: int, size: int, begins: Ints, units: Ints) -> bool:
    """Whether a line with the distance ``away`` is nearer than the ``other`` with ``far``, or as near and newer."""
    one = away * max(size, begins[other + 1] - begins[other])
    two = far * max(size, begins[line + 1] - begins[line])
    return one < two or (one == two and units[line] > units[other])
