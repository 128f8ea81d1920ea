# cython: language_level=3
"""Types that make kernel.py compile to plain loops; the code, and what it does, is there."""

cimport cython
cimport libc.math as math  # in place of the module that kernel.py imports: the same functions without objects
from libc.stdint cimport int64_t


@cython.locals(
    i=int64_t, j=int64_t, k=int64_t, at=int64_t, end=int64_t, base=int64_t, low=int64_t, high=int64_t, mark=int64_t,
    row=int64_t, done=int64_t,
)
cpdef object share(
    int64_t n, int64_t m, int64_t first, int64_t last, const int64_t[::1] begin, const int64_t[::1] ids,
    const int64_t[::1] before, const int64_t[::1] places, const int64_t[::1] posts, int64_t[::1] cursor,
    const int64_t[::1] start, const int64_t[::1] stop, const int64_t[::1] offset, const double[::1] plain,
    const double[::1] weighed, double[:, ::1] out,
)

cdef double plus(double a, double b, bint best) noexcept

@cython.locals(
    i=int64_t, j=int64_t, row=int64_t, column=int64_t, s=int64_t, at=int64_t, back=int64_t, value=double, entry=double
)
cpdef object forward(
    bint best, const int64_t[::1] start, const int64_t[::1] stop, const int64_t[::1] offset, const int64_t[:, ::1] shapes,
    const double[:, ::1] scores, const double[::1] source_gaps, const double[::1] target_gaps, double gap_open,
    double[::1] bead, double[::1] source, double[::1] target, double[::1] reached,
)

@cython.locals(
    i=int64_t, j=int64_t, row=int64_t, column=int64_t, s=int64_t, at=int64_t, rows=int64_t,
    value=double, skip=double, along=double,
)
cpdef object backward(
    const int64_t[::1] start, const int64_t[::1] stop, const int64_t[::1] offset, const int64_t[:, ::1] shapes,
    const double[:, ::1] scores, const double[::1] source_gaps, const double[::1] target_gaps, double gap_open,
    double[::1] bead, double[::1] source, double[::1] target,
)

@cython.locals(
    i=int64_t, j=int64_t, row=int64_t, column=int64_t, s=int64_t, at=int64_t,
    value=double, rest=double, opened=double, total=double, runs=double,
)
cpdef double collect(
    const int64_t[::1] start, const int64_t[::1] stop, const int64_t[::1] offset, const int64_t[:, ::1] shapes,
    const double[:, ::1] scores, const double[::1] source_gaps, const double[::1] target_gaps, double gap_open,
    const double[:, ::1] behind, const double[:, ::1] ahead,
    double[:, ::1] beads, double[::1] source_chances, double[::1] target_chances,
)
