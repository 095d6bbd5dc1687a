"""The files that make a Pulumi project: ``Pulumi.yaml`` and ``Pulumi.<stack>.yaml``."""

from bailiwick.rehearsal.project.configuration import Configuration, configuration
from bailiwick.rehearsal.project.project_file import Project, read_project

__all__ = ["Configuration", "Project", "configuration", "read_project"]
