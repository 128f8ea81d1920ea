"""The compiled inner loops; everything else about the package is in setup.cfg."""

from __future__ import annotations

from setuptools import Extension, setup

try:
    from Cython.Build import cythonize
except ImportError:  # without Cython the module runs as it is
    cythonize = None

DIRECTIVES = {
    "annotation_typing": False,  # kernel.pxd has the types
    "boundscheck": False,
    "cdivision": True,
    "wraparound": False,
}
KERNEL = Extension("tmkit.alignment.kernel", ["tmkit/alignment/kernel.py"], optional=True)

setup(ext_modules=cythonize([KERNEL], compiler_directives=DIRECTIVES) if cythonize else [])
