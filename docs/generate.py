"""Write the pages that are made from the program itself, so that they cannot say anything else.

`python docs/generate.py` writes cli.md, codebook.md, python.md and contributing.md beside this file; with `--check`
it writes nothing and ends with 1 if one of them is out of date.
"""

from __future__ import annotations

import csv
import inspect
import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any

import typer

import minilateral
from minilateral.cli import app
from minilateral.codebook import actors, ladders, levels, tables, warnings

HERE = Path(__file__).parent
MARK = "<!-- Made by docs/generate.py; change the program, not this page. -->\n\n"


def main() -> int:
    """Write or check every generated page; the number of the process's exit code."""
    pages = {
        "cli.md": cli_page(),
        "codebook.md": codebook_page(),
        "python.md": python_page(),
        "contributing.md": contributing_page(),
    }
    stale = [name for name, text in pages.items() if not _same(HERE / name, text)]
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"docs/{name} is out of date; next: python docs/generate.py", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (HERE / name).write_text(pages[name], "utf-8")
        print(f"wrote docs/{name}")
    return 0


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([str(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


# The command line


def _commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- typer keeps its classes to itself
    if not hasattr(command, "commands"):
        yield path, command
        return
    for name, inner in command.commands.items():
        yield from _commands(inner, f"{path} {name}")


def _options(command: Any) -> str:  # noqa: ANN401 -- as above
    def name(param: Any) -> str:  # noqa: ANN401 -- as above
        if param.param_type_name == "argument":
            return f"`{param.metavar or param.name.upper()}`"
        return ", ".join(f"`{option}`" for option in param.opts)

    rows = [(name(param), _told(param)) for param in command.params if param.name != "help"]
    return _table(("", "what it does"), rows) if rows else ""


def _told(param: Any) -> str:  # noqa: ANN401 -- as above
    kind = param.type_descriptor.annotation
    choices = list(kind) if inspect.isclass(kind) and issubclass(kind, Enum) else None
    told = [param.help or "", f"One of {', '.join(map(str, choices))}." if choices else ""]
    told.append("Required." if param.required and param.param_type_name == "option" else "")
    return " ".join(filter(None, told))


def cli_page() -> str:
    """Every command with its arguments and options, as the program itself declares them."""
    program = typer.main.get_command(app)
    parts = [
        f"{MARK}# Command line\n\n{inspect.cleandoc(program.help or '')}\n\n",
        _GENERAL,
        "## For every command\n\n",
    ]
    parts.append(_options(program))
    for path, command in _commands(program, "minilateral"):
        usage = " ".join(_usage(command))
        parts.append(f"## {path}\n\n{inspect.cleandoc(command.help or '')}\n\n```text\n{path} {usage}\n```\n\n")
        parts.append(_options(command))
    return "".join(parts).rstrip() + "\n"


def _usage(command: Any) -> Iterator[str]:  # noqa: ANN401 -- as above
    if any(param.param_type_name == "option" for param in command.params):
        yield "[OPTIONS]"
    for param in command.params:
        if param.param_type_name == "argument":
            yield param.metavar or param.name.upper()


_GENERAL = """\
Rows go to standard output; notes, progress and errors go to standard error. An error says what was found, what was
expected, and the next command to type. On a terminal tables are set with rich; in a pipe they are plain columns.
`NO_COLOR` turns colour off. `--format csv`, `json` and `parquet` carry every field of a row; a cell that a spreadsheet
would take for a formula is written as text. `minilateral --install-completion` teaches your shell the commands and the
names of groups.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | defects were found (`casebook check`), or something needed is not in order (`doctor`) |
| 2 | the request cannot be met as put: unknown name, bad date, wrong option |
| 3 | a casebook cannot be used as it stands |
| 4 | the record cannot be built, opened or read |
| 5 | a brief, export or file could not be written; what stood there before is unchanged |
| 130 | interrupted with Ctrl-C; nothing that was finished is lost |

"""

# The codebook


def codebook_page() -> str:
    """Tables, levels, states and cautions, from the files the program reads."""
    parts = [f"{MARK}# Codebook\n\n", _CODEBOOK, "## Tables\n\n", *map(_described, tables.table_names())]
    parts += [
        "## Levels\n\n",
        _LEVELS,
        _levels(),
        "## Verb ladders\n\n",
        _LADDERS,
        _ladders(),
        "## Cautions\n\n",
        _CAUTIONS,
        _cautions(),
        "## States\n\n",
        _STATES,
        _states(),
    ]
    return "".join(parts).rstrip() + "\n"


def _described(name: str) -> str:
    table = tables.table(name)
    source = "Every row needs a source. " if table.source_required else ""
    shared = "One file for all groups. " if table.shared else ""
    rows = [(f"`{column.name}`", _kind(column), column.about) for column in table.columns]
    about = f"{table.about[0].upper()}{table.about[1:]}."
    return f"### {name}\n\n{about} {shared}{source}\n\n".replace(" \n", "\n") + _table(
        ("column", "type", "meaning"), rows
    )


_LADDERS = """How strong the words of statements are, from `codebook/ladders.yml`, which also holds the hedges and the
words that stress, widen and narrow. A tier follows the lists named beside it; a step within it is a house rule. A ~
stands for the regular forms of a word; (m) counts only what the members say of themselves, (o) what others are to do.

"""


def _ladders() -> str:
    table = ladders.ladders()
    marks = {"members": " (m)", "others": " (o)", "": ""}
    rows = [
        (step.ladder, step.tier, str(step.step), ", ".join(step.say) + marks[step.by], ", ".join(step.source))
        for step in table.steps
    ]
    sources = "".join(f"- **{name}**: {about}\n" for name, about in table.sources.items())
    return _table(("ladder", "tier", "step", "words", "source"), rows) + f"{sources}\n"


_TYPES = {
    "text_list": "list",
    "country_list": "countries",
    "url": "address",
    "url_list": "addresses",
    "ref": "id",
    "ref_list": "ids",
    "enum": "one of",
}


def _kind(column: tables.Column) -> str:
    parts = [_TYPES.get(column.type, column.type)]
    parts += [f"of {column.to}"] if column.to else []
    parts += [", ".join(f"`{value}`" for value in column.values)] if column.values else []
    parts += [f"{column.min}–{column.max}"] if column.min is not None else []
    return " ".join(parts) + (" (required)" if column.required else "")


def _levels() -> str:
    with files("minilateral.codebook").joinpath("levels.csv").open(encoding="utf-8") as handle:
        rows = [
            (f"`{row['word']}`", row["level"], row["weight"] or "–", row["rank"], row["note"])
            for row in csv.DictReader(handle)
        ]
    return _table(("word in a casebook", "level", "weight", "rank", "note"), rows)


def _cautions() -> str:
    return _table(("code", "in the brief"), ((f"`{one.code}`", one.text) for one in warnings.all_warnings().values()))


def _states() -> str:
    rows = ((one.iso3, one.name, one.short, one.cow, one.gw) for one in actors.all_actors())
    return _table(("ISO 3166-1", "name", "in the brief", "COW", "Gleditsch–Ward"), rows)


_CODEBOOK = """\
What the words of a casebook mean. The checker, the record, the exported Data Package and this page are made from the
same files (`src/minilateral/codebook`), so they agree. How to keep a casebook is told in [Casebooks](casebooks.md).

"""
_LEVELS = f"""\
The level of an engagement is the median of its members' levels, and a member's level is that of the person who sat
there, not of the word in the headline. Rank {levels.MINISTER_RANK} and above counts as "minister or above". The
weights, each step twice the one below, serve the consultation index alone, which is always shown with the range that
other weightings would give. Words without a weight are off the ladder.

"""
_CAUTIONS = "An estimate carries the codes of the cautions that apply to it; the brief prints the sentence.\n\n"
_STATES = """\
Casebooks name states by ISO code. The numbers of the Correlates of War state system and of Gleditsch and Ward (1999)
are given so that results join scholars' data.

"""

# Python


def python_page() -> str:
    """The public names with their signatures and docstrings."""
    parts = [f"{MARK}# Python\n\n", _PYTHON]
    for name in minilateral.__all__:
        parts += _member(name, getattr(minilateral, name))
    return "".join(parts).rstrip() + "\n"


def _member(name: str, thing: Any) -> Iterator[str]:  # noqa: ANN401 -- any public name
    yield f"## {name}\n\n"
    if inspect.isclass(thing):
        yield f"{_prose(thing.__doc__)}\n\n"
        for inner, method in vars(thing).items():
            if not inner.startswith("_") and (inspect.isfunction(method) or isinstance(method, property)):
                yield from _function(f"{name}.{inner}", method)
        return
    yield from _function(name, thing, heading=False)


def _function(name: str, thing: Any, *, heading: bool = True) -> Iterator[str]:  # noqa: ANN401 -- function or property
    signature = (
        "" if isinstance(thing, property) else str(inspect.signature(thing)).replace("self, ", "").replace("self", "")
    )
    head = f"### {name}\n\n" if heading else ""
    yield f"{head}```python\n{name}{signature.replace(chr(39), '')}\n```\n\n{_prose(thing.__doc__)}\n\n"


def _prose(doc: str | None) -> str:
    """A Google docstring as Markdown: examples fenced, section names bold."""
    lines, fenced = [], False
    for line in inspect.cleandoc(doc or "").splitlines():
        bare = line.strip()
        if bare.startswith(">>>") and not fenced:
            lines += ["", "```pycon"]
            fenced = True
        if fenced and not bare:
            lines.append("```")
            fenced = False
        if not fenced and bare in {"Args:", "Raises:", "Example:", "Returns:"}:
            lines += [f"**{bare.rstrip(':')}**", ""]
        elif not fenced and line.startswith("    ") and ": " in bare:
            lines.append("- `{}`: {}".format(*bare.split(": ", 1)))
        else:
            lines.append(bare if fenced else line.strip())
    return "\n".join([*lines, "```"] if fenced else lines)


_PYTHON = """\
Few names, for people who work in notebooks and scripts. Importing `minilateral` loads nothing heavy.

```python
import minilateral as ml

group = ml.open("japan-korea-us")
ministers = group.engagements(level="minister", since="2021")
table = group.measure("consultation").to_arrow()  # pandas: table.to_pandas()
written = group.brief("out/")
```

All records are frozen dataclasses. Whatever the command line does can be done from here.

"""


def contributing_page() -> str:
    """CONTRIBUTING.md of the repository, with its links as they run from here."""
    return MARK + (HERE.parent / "CONTRIBUTING.md").read_text("utf-8").replace("](docs/", "](")


if __name__ == "__main__":
    sys.exit(main())
