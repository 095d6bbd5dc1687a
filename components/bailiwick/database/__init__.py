"""PostgreSQL: managed by the provider, in a private network, with its backups inside the jurisdiction."""

from bailiwick.database.args import DatabaseArgs
from bailiwick.database.component import Database
from bailiwick.database.spec import DatabaseSpec

__all__ = ["Database", "DatabaseArgs", "DatabaseSpec"]
