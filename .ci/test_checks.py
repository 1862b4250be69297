"""The checks of this folder find what they look for, and nothing else."""

from __future__ import annotations

from pathlib import Path

import circles
import names
import pytest
import words


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("a.md", "Plain.\n\nIt tells the rest.\n", 3),
        ("a.rs", "fn told() {}\n\n/// A byte that is\n/// no letter.\n", 3),
        ("a.rs", 'const A: &str = r#"said"#;\nconst B: &str = "the caller is told";\n', 2),
        ("a.py", '"""Reads a file."""\n\nx = 1  # mend this\n', 3),
        ("a.toml", "[a]\n# Whoever reads this.\n", 2),
        ("a.kt", "/**\n * Those of the form.\n */\n", 2),
    ],
)
def test_a_word_is_found_where_a_person_reads(path: str, text: str, line: int) -> None:
    assert [found for found, _, _ in words.findings_in(path, text)] == [line]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "Run `tell it`:\n\n```rust\nlet told = 1;\n```\n\n[Here](told.md), where there is no finding.\n"),
        ("a.rs", "fn told(dear: &'static str) -> char { '\"' } // one \" quote\nlet tells = dear;\n"),
        ("a.rs", 'let a = ["it is", "no letter"];\n'),
        ("a.py", "told = tell(dear)\n"),
    ],
)
def test_code_is_not_prose(path: str, text: str) -> None:
    assert words.findings_in(path, text) == []


def circle_sizes(folder: Path, sources: dict[str, str]) -> list[int]:
    for path, text in sources.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    graph = circles.uses(circles.files_of(folder))
    return sorted(len(circle) for circle in circles.circles(graph))


def test_a_circle_goes_through_imports_paths_and_macros(tmp_path: Path) -> None:
    sources = {
        "lib.rs": "mod a; mod b; mod c; mod d; mod e;\npub use a::A;\n",
        "a.rs": "use crate::b::{self, B as Other};\npub struct A(Other);\n",
        "b.rs": "pub struct B;\nfn f() { crate::c::go!() }\n",
        "c.rs": "use crate::e::Trait;\nmacro_rules! go { () => { 1.method() } }\n",
        "d.rs": "use super::{a::A, b::B};\nstruct D(A, B);\n",
        "e.rs": "pub trait Trait { fn f(_: crate::A) }\n",
    }
    assert circle_sizes(tmp_path, sources) == [1, 1, 4]


def test_a_re_export_and_a_test_are_not_uses(tmp_path: Path) -> None:
    sources = {
        "lib.rs": "mod a;\nmod b;\npub use a::A;\npub use b::B;\n",
        "a.rs": "use crate::B;\npub struct A(B);\n#[cfg(test)]\nmod tests {\n    struct C(super::A);\n}\n",
        "b.rs": "mod inner;\npub use inner::B;\n#[cfg(test)]\nmod tests { use crate::A; struct D(A); }\n",
        "b/inner.rs": "// Like crate::A.\npub struct B;\n",
    }
    assert circle_sizes(tmp_path, sources) == [1, 1, 1, 1]


def test_names_are_those_of_types() -> None:
    text = "pub(crate) struct One<T>;\n    enum Two {}\nimpl Three for Four {\n    type Five = u8;\n}\ntype Six = u8;\n"
    assert [found[1] or found[2] for found in names.TYPES.finditer(text)] == ["One", "Two", "Six"]
