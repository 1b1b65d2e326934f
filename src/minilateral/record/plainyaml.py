"""YAML as far as a description by hand needs it.

Takes text; gives its keys and values. Days stay text (the checker reads them as it reads cells), and what can hide
or blow up content is refused: anchors, a key given twice, nesting without end, escapes that stand for no character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Hashable

_DAYS = "tag:yaml.org,2002:timestamp"


class _PlainLoader(yaml.SafeLoader):  # type: ignore[misc]  # the library has no types
    """A safe loader without days, anchors and doubled keys."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the library reads it from the class
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _DAYS]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "an alias (*), which is not used here", mark)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: yaml.ScalarNode) -> Any:  # noqa: ANN401
        for char in node.value:
            if char == "\0" or "\ud800" <= char <= "\udfff":
                problem = f"U+{ord(char):04X}, which is no character of a text"
                raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
        return super().construct_scalar(node)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        keys = [key.value for key, _ in node.value]
        for place, (key, _) in enumerate(node.value):
            if key.value in keys[:place]:
                problem = f"the key {key.value} a second time"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
        content: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return content


def plain_yaml(text: str) -> object:
    """What the text says.

    Raises:
        yaml.YAMLError: the text is no YAML, or YAML that is refused here.
    """
    try:
        return yaml.load(text, _PlainLoader)  # noqa: S506 - a safe loader, and stricter
    except RecursionError:
        raise yaml.YAMLError("nesting without end") from None
