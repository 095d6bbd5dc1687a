"""The components for programs in other languages: which there are, their schema, and the provider that builds them.

``python -m bailiwick.published`` prints the schema.
"""

from bailiwick.published.provider import NAME, ComponentPackage, components, schema

__all__ = ["NAME", "ComponentPackage", "components", "schema"]
