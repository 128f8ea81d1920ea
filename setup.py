"""The compiled inner loops; everything else about the package is in setup.cfg."""

from __future__ import annotations

from setuptools import Extension, setup

try:
    from Cython.Build import cythonize
except ImportError:  # without Cython the module runs as it is
    cythonize = None

DIRECTIVES = {
    "annotation_typing": False,  # the kernels' .pxd have the types
    "boundscheck": False,
    "cdivision": True,
    "wraparound": False,
}
KERNELS = [Extension(f"tmkit.{name}.kernel", [f"tmkit/{name}/kernel.py"]) for name in ("alignment", "memory")]

extensions = cythonize(KERNELS, compiler_directives=DIRECTIVES) if cythonize else []
for extension in extensions:
    extension.optional = True  # said to Extension it gets lost: cythonize makes new ones

setup(ext_modules=extensions)
