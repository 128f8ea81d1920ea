"""What the tests ask Weblate; it runs inside Weblate, and answers with JSON in a line."""

from __future__ import annotations

import json
import sys

from django.test.client import RequestFactory
from weblate.auth.models import User
from weblate.lang.models import Language
from weblate.memory.models import Memory
from weblate.trans.models import Project


def answer(value: object) -> None:
    sys.stdout.write(f"\n{json.dumps(value)}\n")


def stored(code: str, origin: str) -> None:
    """The texts of all units of a language that came from a file."""
    found = Memory.objects.filter(source_language__code="ru", target_language__code=code, from_file=True)
    answer(sorted([unit.source, unit.target] for unit in found if unit.origin == origin))


def added(code: str, name: str) -> None:
    """Adds a language, as an administrator does."""
    Language.objects.get_or_create(code=code, defaults={"name": name, "direction": "ltr"})
    answer(Language.objects.get_by_code(code, {}).code)


def known(*codes: str) -> None:
    """Whether Weblate finds a language for the code of a file."""
    found = {}
    for code in codes:
        try:
            found[code] = bool(Language.objects.get_by_code(code, {}))
        except Language.DoesNotExist:
            found[code] = False
    answer(found)


def glossary(code: str, path: str) -> None:
    """The terms of a new project's glossary after the upload of a file."""
    user, _ = User.objects.get_or_create(username="desk", defaults={"email": "desk@example.org", "is_superuser": True})
    request = RequestFactory().post("/")
    request.user = user
    project = Project.objects.create(name=f"Desk {code}", slug=f"desk-{code}", web="https://example.org/")
    component = project.scratch_create_component(
        *("Glossary", "glossary", Language.objects.get(code="ru"), "tbx"),
        is_glossary=True,
        has_template=False,
        allow_translation_propagation=False,
        license="",
    )
    component.add_new_language(Language.objects.get(code=code), request)
    translation = component.translation_set.get(language__code=code)
    with open(path, "rb") as file:
        translation.handle_upload(request, file, "", method="add")
    answer(sorted([unit.source, unit.target] for unit in translation.unit_set.all()))
