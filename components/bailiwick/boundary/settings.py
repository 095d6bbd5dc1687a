"""How a boundary is written: in the policy pack's configuration, in a stack's, and by whoever compiles one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bailiwick.atlas.countries import resolve_countries
from bailiwick.atlas.vocabulary import features
from bailiwick.boundary.model import TLS_VERSIONS, Boundary, KeyCustody, Tier, abbreviated
from bailiwick.errors import ConfigurationError, Diagnostic, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Where = Callable[[str], str]

_TIERS: Final = {str(tier): tier for tier in Tier}
_CUSTODIES: Final = {str(custody): custody for custody in KeyCustody}
_TEXTS: Final = {"type": "array", "items": {"type": "string"}}
SCHEMA: Final[dict[str, dict[str, Any]]] = {
    "name": {"type": "string", "minLength": 1, "description": "What messages call the boundary."},
    "countries": {
        **_TEXTS,
        "minItems": 1,
        "description": "Where things may be: ISO 3166-1 alpha-2 codes, or EU, EEA, EEA-ADEQUATE.",
    },
    "tier": {"type": "string", "enum": list(_TIERS), "description": "How much is demanded. Default: L1, residency."},
    "laws": {**_TEXTS, "minItems": 1, "description": "Whose law may reach the operators: countries or blocs."},
    "keyCustody": {"type": "string", "enum": list(_CUSTODIES), "description": "The weakest custody accepted."},
    "certifications": {**_TEXTS, "description": "What every service must be certified for, e.g. hds."},
    "accelerators": {**_TEXTS, "description": "What every place with a cluster must offer, e.g. H100."},
    "confidentialComputing": {"type": "boolean", "description": "Whether data in use must be in a TEE."},
    "tls": {"type": "string", "enum": list(TLS_VERSIONS), "description": "The oldest TLS version accepted."},
}
"""JSON schema of each setting."""


def parse_boundary(settings: Mapping[str, Any], *, where: Where) -> Boundary:
    """The boundary that ``settings`` describe.

    Args:
        settings: by the names of :data:`SCHEMA`; ``countries`` is required.
        where: how messages call the place of a setting.

    Raises:
        ConfigurationError: with every problem found. Nothing may be judged then.
    """
    return _Reader(settings, where).boundary(None)


def narrowed_boundary(ceiling: Boundary, settings: Mapping[str, Any], *, where: Where) -> Boundary:
    """The ceiling, narrowed by ``settings``, of which each may be left out.

    Raises:
        ConfigurationError: with every problem found, or when the two have nothing in common.
    """
    narrower = _Reader(settings, where).boundary(ceiling)
    try:
        return ceiling.narrow(narrower)
    except ConfigurationError as contradiction:
        at = where("laws" if ceiling.countries & narrower.countries else "countries")
        raise ConfigurationError(*(replace(item, where=at) for item in contradiction.diagnostics())) from None


def written(boundary: Boundary) -> dict[str, Any]:
    """The settings that describe ``boundary``; :func:`parse_boundary` reads them back."""
    settings: dict[str, Any] = {"name": boundary.name, "countries": abbreviated(boundary.countries)}
    if boundary.tier is not Tier.L1:
        settings["tier"] = str(boundary.tier)
    if boundary.laws is not None:
        settings["laws"] = abbreviated(boundary.laws)
    if boundary.custody is not None:
        settings["keyCustody"] = str(boundary.custody)
    if boundary.certifications:
        settings["certifications"] = sorted(boundary.certifications)
    if boundary.accelerators:
        settings["accelerators"] = sorted(boundary.accelerators)
    if boundary.confidential:
        settings["confidentialComputing"] = True
    if boundary.tls:
        settings["tls"] = boundary.tls
    return settings


@dataclass(slots=True)
class _Reader:
    settings: Mapping[str, Any]
    where: Where

    def boundary(self, ceiling: Boundary | None) -> Boundary:
        problems = [self._not_a_setting(key) for key in self.settings if key not in SCHEMA]
        found: dict[str, Any] = {}
        for dimension, read in (
            ("name", self._name),
            ("countries", lambda: self._countries("countries", ceiling.countries if ceiling else None)),
            ("tier", lambda: _TIERS[self._one_of("tier", _TIERS, str(Tier.L1))]),
            ("laws", lambda: self._countries("laws", None) if "laws" in self.settings else None),
            ("custody", self._custody),
            ("certifications", lambda: self._features("certifications", "certification")),
            ("accelerators", lambda: self._features("accelerators", "accelerator")),
            ("confidential", self._confidential),
            ("tls", lambda: self._one_of("tls", TLS_VERSIONS, "")),
        ):
            try:
                found[dimension] = read()
            except ConfigurationError as wrong:
                problems += wrong.diagnostics()
        if problems:
            raise ConfigurationError(*problems)
        return Boundary(**found)

    def _name(self) -> str:
        name = self.settings.get("name", "configured")
        if not isinstance(name, str) or not name:
            raise self._wrong("name", "a word or two that messages can call the boundary by")
        return name

    def _countries(self, key: str, default: frozenset[str] | None) -> frozenset[str]:
        if key not in self.settings and default is not None:
            return default
        return resolve_countries(self._texts(key, 'a list of country codes such as ["FR"]'), where=self.where(key))

    def _custody(self) -> KeyCustody | None:
        name = self._one_of("keyCustody", _CUSTODIES, "")
        return _CUSTODIES[name] if name else None

    def _features(self, key: str, group: str) -> frozenset[str]:
        if key not in self.settings:
            return frozenset()
        terms = [term for term in features() if term.group == group]
        known = {word.casefold(): term.id for term in terms for word in (term.id, *term.aliases)}
        named = self._texts(key, f"a list such as {sorted(set(known.values()))[:2]}", empty=True)
        wrong = [
            Diagnostic(
                f"is not a{'n' if group[0] == 'a' else ''} {group} that the atlas knows",
                where=self.where(f"{key}[{place}]"),
                got=repr(word),
                expected=f"one of {', '.join(sorted(set(known.values())))}",
                nearest=nearest(word, known.values()),
            )
            for place, word in enumerate(named)
            if word.casefold() not in known
        ]
        if wrong:
            raise ConfigurationError(*wrong)
        return frozenset(known[word.casefold()] for word in named)

    def _confidential(self) -> bool:
        value = self.settings.get("confidentialComputing", False)
        if not isinstance(value, bool):
            raise self._wrong("confidentialComputing", "true or false")
        return value

    def _one_of(self, key: str, accepted: Iterable[str], default: str) -> str:
        value = self.settings.get(key, default)
        if key in self.settings and value not in set(accepted):
            raise self._wrong(key, f"one of {', '.join(accepted)}", close=nearest(str(value), accepted))
        return str(value)

    def _texts(self, key: str, expected: str, *, empty: bool = False) -> list[str]:
        value = self.settings.get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value) or not (value or empty):
            raise self._wrong(key, expected if empty else f"{expected}, not empty")
        return value

    def _wrong(self, key: str, expected: str, *, close: str = "") -> ConfigurationError:
        got = repr(self.settings.get(key))
        return ConfigurationError(
            Diagnostic("is malformed", where=self.where(key), got=got, expected=expected, nearest=close)
        )

    def _not_a_setting(self, key: str) -> Diagnostic:
        return Diagnostic(
            "is not a setting",
            where=self.where(key),
            got=repr(key),
            expected=" or ".join(SCHEMA),
            nearest=nearest(key, SCHEMA),
        )
