"""A stack's configuration, as the program gets it: flat, every value text."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bailiwick.errors import ConfigurationError, Diagnostic, nearest
from bailiwick.rehearsal.project.passphrase import PassphraseDecrypter, WrongPassphraseError
from bailiwick.rehearsal.project.scalars import go_text, go_value, members
from bailiwick.yaml_source import YamlSource, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bailiwick.rehearsal.project.project_file import Project

KEYS = ("config", "encryptedkey", "encryptionsalt", "environment", "secretsprovider")
PLACEHOLDER = "[secret not available offline]"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a stack is configured with."""

    values: Mapping[str, str]
    """By ``namespace:name``; structured values are JSON."""
    secret_keys: frozenset[str] = frozenset()
    placeholders: tuple[str, ...] = ()
    """Keys whose secret could not be opened and is replaced by a placeholder."""
    secrets_provider: str = "default"
    """What encrypts the stack's secrets: a URL, ``passphrase``, or ``default`` for what the backend does."""


def configuration(project: Project, stack: str, overrides: Iterable[str] = ()) -> Configuration:
    """The configuration of a stack, with ``KEY=VALUE`` overrides on top.

    Raises:
        ConfigurationError: an unknown stack, a malformed file, a value that the
            project demands and nobody gives; all of them.
    """
    path = _stack_file(project, stack)
    reader = _Reader(project, stack)
    if path is not None:
        reader.read(read_yaml(path))
    reader.override(overrides)
    reader.apply_declarations(path)
    if reader.problems:
        raise ConfigurationError(*reader.problems)
    return Configuration(
        reader.values,
        frozenset(reader.secret & reader.values.keys()),
        tuple(reader.placeholders),
        reader.secrets_provider,
    )


def _stack_file(project: Project, stack: str) -> Path | None:
    for suffix in (".yaml", ".yml"):
        path = project.stack_folder / f"Pulumi.{stack}{suffix}"
        if path.is_file():
            return path
    known = project.stacks()
    raise ConfigurationError(
        Diagnostic(
            "unknown stack",
            where=str(project.stack_folder),
            got=stack,
            expected=f"one of {', '.join(known)}" if known else "a file Pulumi.<stack>.yaml; there is none",
            nearest=nearest(stack, known),
            next_step=f"create {project.stack_folder / f'Pulumi.{stack}.yaml'}" if not known else "",
        )
    )


class _Reader:
    def __init__(self, project: Project, stack: str) -> None:
        self._project = project
        self._stack = stack
        self._decrypter: PassphraseDecrypter | None = None
        self.values: dict[str, str] = {}
        self.secret: set[str] = set()
        self.placeholders: list[str] = []
        self.secrets_provider = "default"
        self.problems: list[Diagnostic] = []

    def read(self, source: YamlSource) -> None:
        """Takes over a stack file."""
        if source.node is None:
            return
        if not isinstance(source.node, yaml.MappingNode):
            self.problems.append(Diagnostic("is not a mapping", where=f"{source.path}:1", expected="config: ..."))
            return
        parts = {key.value: item for key, item in source.node.value}
        self.problems += [
            Diagnostic(
                "unknown key",
                where=source.where(key),
                got=key,
                expected=f"one of {', '.join(KEYS)}",
                nearest=nearest(key, KEYS),
            )
            for key in parts
            if key not in KEYS
        ]
        provider = go_value(parts["secretsprovider"]) if "secretsprovider" in parts else None
        # As the CLI has it: a salt belongs to a passphrase, and a provider that is named outdoes it.
        self.secrets_provider = str(provider or ("passphrase" if "encryptionsalt" in parts else "default"))
        section = parts.get("config")
        if isinstance(section, yaml.MappingNode):
            self._decrypter = self._open(parts.get("encryptionsalt"), source)
            for key, item in members(section).items():
                self._take(key, item, source.where("config", key))
        elif section is not None and go_value(section) is not None:
            self.problems.append(Diagnostic("config is not a mapping", where=source.where("config")))

    def _take(self, name: str, node: yaml.Node, where: str) -> None:
        key = name if ":" in name else f"{self._project.name}:{name}"
        value, secret = self._opened(go_value(node), key, where)
        self.values[key] = go_text(value)
        if secret:
            self.secret.add(key)

    def _opened(self, value: Any, key: str, where: str) -> tuple[Any, bool]:
        """The value with ``secure:`` parts decrypted, and whether there were any."""
        if isinstance(value, dict):
            if set(value) == {"secure"} and isinstance(value["secure"], str):
                return self._clear(value["secure"], key, where), True
            parts = {name: self._opened(item, key, where) for name, item in value.items()}
            return {name: part for name, (part, _) in parts.items()}, any(secret for _, secret in parts.values())
        if isinstance(value, list):
            items = [self._opened(item, key, where) for item in value]
            return [item for item, _ in items], any(secret for _, secret in items)
        return value, False

    def _clear(self, encrypted: str, key: str, where: str) -> str:
        if self._decrypter is not None:
            try:
                return self._decrypter.decrypt(encrypted)
            except WrongPassphraseError:
                self.problems.append(
                    Diagnostic(
                        f"the secret {key} cannot be decrypted",
                        where=where,
                        next_step="set it anew with `pulumi config set --secret`",
                    )
                )
        if key not in self.placeholders:
            self.placeholders.append(key)
        return PLACEHOLDER

    def _open(self, salt: yaml.Node | None, source: YamlSource) -> PassphraseDecrypter | None:
        passphrase = _passphrase()
        if salt is None or passphrase is None or "secure:" not in source.path.read_text(encoding="utf-8"):
            return None
        where = source.where("encryptionsalt")
        try:
            return PassphraseDecrypter(passphrase, str(salt.value))
        except WrongPassphraseError:
            problem = "the passphrase in PULUMI_CONFIG_PASSPHRASE does not open this stack's secrets"
            step = "correct it, or unset it to rehearse with placeholders"
        except ValueError:
            problem, step = "encryptionsalt is malformed", "restore the line from version control"
        self.problems.append(Diagnostic(problem, where=where, next_step=step))
        return None

    def override(self, overrides: Iterable[str]) -> None:
        """Takes over ``KEY=VALUE`` from the command line; what was secret stays secret."""
        for item in overrides:
            key, separator, value = item.partition("=")
            if not separator or not key:
                self.problems.append(Diagnostic("malformed option", where="--config", got=item, expected="KEY=VALUE"))
                continue
            full = key if ":" in key else f"{self._project.name}:{key}"
            self.values[full] = value
            if full in self.placeholders:
                self.placeholders.remove(full)

    def apply_declarations(self, path: Path | None) -> None:
        """Fills in the project's defaults and demands what has none."""
        for declared in self._project.declarations:
            if declared.secret:
                self.secret.add(declared.key)
            if declared.key in self.values:
                continue
            if declared.node is not None:
                self._take(declared.key, declared.node, declared.where)
            elif declared.type:
                self.problems.append(
                    Diagnostic(
                        f"stack '{self._stack}' is missing the configuration value '{declared.key}'",
                        where=str(path or self._project.stack_folder),
                        expected=f"a value of type {declared.type}, declared in {declared.where}",
                        next_step=f"add it under config, or pass --config {declared.key}=...",
                    )
                )


def _passphrase() -> str | None:
    given = os.environ.get("PULUMI_CONFIG_PASSPHRASE")
    if given is not None:
        return given
    file = os.environ.get("PULUMI_CONFIG_PASSPHRASE_FILE")
    if not file:
        return None
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise ConfigurationError(
            Diagnostic(f"cannot be read ({problem.strerror})", where=f"PULUMI_CONFIG_PASSPHRASE_FILE={file}")
        ) from None
