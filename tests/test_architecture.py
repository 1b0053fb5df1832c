"""The house rules, held by reading the code."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ("app", "agent", "skills", "tools", "generator")
MAY_IMPORT = {
    "app": {"app", "agent", "skills", "tools", "generator"},
    "agent": {"agent", "skills", "tools", "generator.interface"},
    "skills": {"skills", "tools", "generator.interface"},
    "tools": {"tools", "generator.interface", "migrations", "workspace_templates"},
    "generator": {"generator"},
}
ONLY_IN = {
    "sqlalchemy": {"tools"},
    "faiss": {"tools"},
    "langgraph": {"agent"},
    "openai": {"agent"},
    "torch": {"generator", "app/health.py"},
    "diffusers": {"generator"},
    "transformers": {"generator", "tools/sentences.py"},
    "safetensors": {"generator"},
    "skia": {"generator"},
    "av": {"generator", "app/health.py"},
    "typer": {"app"},
    "gradio": {"app"},
    "rich": {"app"},
    "sentence_transformers": {"tools/sentences.py"},
}
BUILDERS = {"app/build.py", "app/engines.py", "app/train_cli.py"}
"""The only files outside generator/ that may name an engine, or teach one."""
WRITES = {"add", "add_all", "delete", "merge", "flush", "commit", "bulk_save_objects", "bulk_insert_mappings"}


def _files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _below(name: str, allowed: set[str]) -> bool:
    return any(name == a or name.startswith(f"{a}.") for a in allowed)


@pytest.mark.parametrize("folder", HOUSE)
def test_imports_go_one_way(folder: str) -> None:
    strays = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _files(folder)
        for name in _imports(path)
        if name.split(".")[0] in {*HOUSE, "migrations", "workspace_templates"}
        and not _below(name, MAY_IMPORT[folder])
    ]
    assert strays == []


def test_nobody_but_the_builder_names_an_engine() -> None:
    strays = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _files("app", "agent", "skills", "tools")
        if str(path.relative_to(ROOT)) not in BUILDERS
        for name in _imports(path)
        if name.startswith("generator.") and not name.startswith("generator.interface")
    ]
    assert strays == []


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_each_heavy_library_has_one_home(library: str) -> None:
    homes = ONLY_IN[library]
    strays = [
        str(path.relative_to(ROOT))
        for path in _files(*HOUSE)
        if any(name.split(".")[0] == library for name in _imports(path))
        and not any(str(path.relative_to(ROOT)).startswith(home) for home in homes)
        # Sessions are handed through the nodes; only their type is named there.
        and not (library == "sqlalchemy" and _names_only_the_session(path))
    ]
    assert strays == []


def _names_only_the_session(path: Path) -> bool:
    return {n for n in _imports(path) if n.startswith("sqlalchemy")} == {"sqlalchemy.orm.Session"}


def test_nothing_outside_tools_writes_to_a_session() -> None:
    strays = [
        f"{path.relative_to(ROOT)}:{node.lineno} session.{node.func.attr}"
        for path in _files("app", "agent", "skills", "generator")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"session", "s"}
        and (node.func.attr in WRITES or node.func.attr == "execute")
    ]
    assert strays == []


def test_every_write_in_tools_is_inside_a_command() -> None:
    strays = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in _files("tools")
        if path.name not in {"journal.py", "db.py"}
        for function in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if not any(isinstance(d, ast.Name) and d.id == "command" for d in function.decorator_list)
        if any(
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "session"
            and node.func.attr in WRITES
            for node in ast.walk(function)
        )
    ]
    assert strays == []


def test_only_the_settings_read_the_environment() -> None:
    strays = [
        str(path.relative_to(ROOT))
        for path in _files(*HOUSE)
        if path.name != "settings.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert strays == []


def test_no_folder_of_leftovers() -> None:
    names = {path.stem for path in _files(*HOUSE)}
    assert names & {"util", "utils", "helpers", "common", "misc"} == set()


@pytest.mark.parametrize("package", ["agent.graph", "agent.worker", "tools.board", "tools.planning"])
def test_director_and_tools_start_without_the_camera(package: str) -> None:
    code = (
        f"import sys, {package}; print([m for m in ('torch', 'skia', 'av', 'diffusers') if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ
    )
    assert out.stdout.strip() == "[]"
