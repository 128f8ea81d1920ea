# cython: language_level=3
"""Types that make kernel.py compile to plain loops; the code, and what it does, is there."""

cimport cython
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

cdef uint64_t MASK, BASIS, PRIME, MIX
cdef uint32_t UNKNOWN
cdef double _TINY
cdef int64_t _VERIFIED, _SHRINKS, _MOST

@cython.locals(count=int64_t, line=int64_t, begun=int64_t, at=int64_t, value=uint64_t, byte=uint8_t, inside=bint)
cpdef int64_t hash_words(const uint8_t[::1] text, uint64_t[::1] hashes, uint32_t[::1] lengths)

@cython.locals(at=int64_t, value=uint64_t, bucket=uint64_t, low=int64_t, high=int64_t, middle=int64_t)
cpdef object find(
    const uint64_t[::1] hashes, const uint64_t[::1] vocabulary, const uint32_t[::1] heads, int shift,
    uint32_t[::1] numbers,
)

@cython.locals(at=int64_t, row=int64_t, line=int64_t, k=int64_t)
cpdef object arrange(
    const uint32_t[::1] words, const uint32_t[::1] begin, const int64_t[::1] order, uint32_t[::1] arranged,
    uint32_t[::1] begins,
)

@cython.locals(row=int64_t, k=int64_t, word=uint32_t)
cpdef object count_posts(
    const uint32_t[::1] words, const uint32_t[::1] begins, uint32_t[::1] last, uint32_t[::1] starts,
)

@cython.locals(row=int64_t, k=int64_t, word=uint32_t)
cpdef object fill_posts(
    const uint32_t[::1] words, const uint32_t[::1] begins, uint32_t[::1] last, uint32_t[::1] ends, uint32_t[::1] posts,
)

cdef int64_t allowed(int64_t longer, double threshold) noexcept

@cython.locals(middle=int64_t)
cdef int64_t lower(const uint32_t[::1] posts, int64_t low, int64_t high, int64_t wanted) noexcept

@cython.locals(
    block=int64_t, score=int64_t, last=int64_t, tip=int, at=int64_t, row=int64_t, high=int,
    carry_plus=uint64_t, carry_minus=uint64_t, next_plus=uint64_t, next_minus=uint64_t, up=uint64_t, down=uint64_t,
    equal=uint64_t, vertical=uint64_t, horizontal=uint64_t, rise=uint64_t, fall=uint64_t,
)
cdef int64_t distance(
    const uint32_t[::1] words, int64_t start, int64_t stop, int64_t size, int64_t blocks, const uint32_t[::1] slots,
    const uint64_t[::1] masks, uint64_t[::1] plus, uint64_t[::1] minus, int64_t most,
) noexcept

@cython.locals(
    size=int64_t, differing=int64_t, shortest=int64_t, longest=int64_t, top=int64_t, first=int64_t, stop=int64_t,
    at=int64_t, count=int64_t, prefix=int64_t, seen=int64_t,
)
cpdef int64_t search(
    const uint32_t[::1] query, double threshold, uint32_t wanted, int64_t limit, const uint32_t[::1] words,
    const uint32_t[::1] begins, const uint32_t[::1] firsts, const uint32_t[::1] langs, const int64_t[::1] units,
    const uint32_t[::1] starts, const uint32_t[::1] posts, uint16_t[::1] hits, uint32_t[::1] found,
    uint32_t[::1] slots, uint64_t[::1] masks, uint64_t[::1] plus, uint64_t[::1] minus, int32_t[::1] order,
    int64_t[::1] spans, int64_t[::1] lines, int64_t[::1] distances,
)

@cython.locals(at=int64_t, word=uint32_t, rank=int64_t, k=int64_t, other=uint32_t, count=int64_t)
cdef void sort_words(const uint32_t[::1] query, const uint32_t[::1] starts, int32_t[::1] order) noexcept

@cython.locals(at=int64_t, word=uint32_t)
cdef void find_spans(
    const uint32_t[::1] query, const int32_t[::1] order, const uint32_t[::1] starts, const uint32_t[::1] posts,
    int64_t first, int64_t stop, int64_t[::1] spans,
) noexcept

@cython.locals(seen=int64_t, at=int64_t, word=uint32_t, times=int64_t, k=int64_t, line=int64_t)
cdef int64_t gather(
    const uint32_t[::1] query, const int32_t[::1] order, const int64_t[::1] spans, const uint32_t[::1] posts,
    int64_t prefix, int64_t demanded, uint16_t[::1] hits, uint32_t[::1] found,
) noexcept

@cython.locals(blocks=int64_t, one=uint64_t, rows=int64_t, k=int64_t, at=int64_t, word=uint32_t)
cdef void place_words(const uint32_t[::1] query, uint32_t[::1] slots, uint64_t[::1] masks) noexcept

@cython.locals(
    blocks=int64_t, most=int64_t, k=int64_t, middle=int64_t, count=int64_t, turn=int64_t, line=int64_t, shared=int64_t,
    longer=int64_t, bound=int64_t, other=int64_t, away=int64_t,
)
cdef int64_t compare(
    int64_t size, double threshold, uint32_t wanted, int64_t limit, int64_t prefix, int64_t demanded, int64_t seen,
    const uint32_t[::1] words, const uint32_t[::1] begins, const uint32_t[::1] langs, const int64_t[::1] units,
    const uint16_t[::1] hits, const uint32_t[::1] found, const uint32_t[::1] slots, const uint64_t[::1] masks,
    uint64_t[::1] plus, uint64_t[::1] minus, int64_t[::1] lines, int64_t[::1] distances,
) noexcept

@cython.locals(at=int64_t)
cdef int64_t insert(
    int64_t line, int64_t away, int64_t count, int64_t limit, int64_t size, const uint32_t[::1] begins,
    const int64_t[::1] units, int64_t[::1] lines, int64_t[::1] distances,
) noexcept

@cython.locals(one=int64_t, two=int64_t)
cdef bint better(
    int64_t line, int64_t away, int64_t other, int64_t far, int64_t size, const uint32_t[::1] begins,
    const int64_t[::1] units,
) noexcept
