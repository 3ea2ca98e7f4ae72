"""A generator's parameters as options of a command; a group with one a generator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import click

from athena_core.errors import NotFoundError, PluginError
from athena_core.plugins import load, plugins
from athena_core.specs import GeneratorSpec

Which = Literal["params", "train_params"]


def seed(
    _ctx: click.Context,
    _param: click.Parameter,
    value: int | None,
) -> int | None:
    """Let a seed through that every random generator takes, PyTorch's included.

    A callback, since an IntRange would write this range into every help page.
    """
    if value is not None and not 0 <= value < 2**63:
        raise click.BadParameter(f"{value} is not in the range from 0 to 2^63 - 1.")
    return value


class Generators(click.Group):
    """A group with a command for each generator that has one of some capabilities.

    `build` makes the command out of the generator's spec and its options, which are
    read from the plugin's light module when the command is typed.
    """

    def __init__(
        self,
        build: Callable[[GeneratorSpec, list[click.Parameter]], click.Command],
        capabilities: frozenset[str],
        which: Which,
        **attributes: Any,
    ) -> None:
        super().__init__(**attributes)
        self._build = build
        self._capabilities = capabilities
        self._which = which

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the short names of the generators that can do this."""
        del ctx
        return [
            one.spec.name
            for one in plugins().generators
            if self._capabilities & one.spec.capabilities
        ]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command for one generator."""
        del ctx
        named = plugins().generator(cmd_name)
        if not self._capabilities & named.spec.capabilities:
            raise NotFoundError(
                f"{named.id} cannot {self.name}; it can "
                f"{', '.join(sorted(named.spec.capabilities))}",
            )
        drawn = options(getattr(named.spec, self._which))
        command = self._build(named.spec, drawn)
        names = [str(parameter.name) for parameter in command.params]
        if twice := {name for name in names if names.count(name) > 1}:
            raise PluginError(
                f"{named.id} has an option {min(twice)!r}, a name that `athena "
                f"{self.name}` keeps for itself; its author must rename it",
            )
        return command

    def format_commands(
        self,
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        """List the generators with their summaries; no plugin's params are imported."""
        rows = [
            (one.spec.name, one.spec.summary)
            for one in plugins().generators
            if one.spec.name in self.list_commands(ctx)
        ]
        with formatter.section("Generators"):
            formatter.write_dl(rows or [("(none)", "install athena-plugin-dcgan")])


def options(target: str) -> list[click.Parameter]:
    """Draw the params class at `package.module:Class` as click options."""
    from athena_core.params import fields

    return [_option(field) for field in fields(load(target))]


def _option(field: Any) -> click.Option:
    flag = "--" + field.name.replace("_", "-")
    text = field.help + _range(field)
    if field.kind == "bool":
        names = [f"{flag}/--no-{field.name.replace('_', '-')}", field.name]
        return click.Option(names, default=None, help=f"{text}  [{field.default}]")
    kind: Any = {"int": int, "float": float}.get(field.kind, str)
    if field.kind == "choice":
        kind = click.Choice(field.choices)
    shown = "not set" if field.default is None else field.default
    return click.Option(
        [flag, field.name],
        type=kind,
        default=None,
        help=f"{text}  [{shown!s}]" if shown != "" else text,
    )


def _range(field: Any) -> str:
    if field.minimum is None and field.maximum is None:
        return ""
    low = "" if field.minimum is None else f"{field.minimum:g}"
    high = "" if field.maximum is None else f"{field.maximum:g}"
    return f" ({low}..{high})"


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return only the options that were typed."""
    return {name: value for name, value in values.items() if value is not None}


def pairs(values: tuple[str, ...]) -> dict[str, str]:
    """Read `key=value` options.

    Raises a usage error for one without an equals sign.
    """
    result = {}
    for value in values:
        key, equals, rest = value.partition("=")
        if not equals:
            raise click.UsageError(f"{value!r} is not written like key=value")
        result[key.replace("-", "_")] = rest
    return result
