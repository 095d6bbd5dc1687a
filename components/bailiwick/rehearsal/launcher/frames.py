"""Which frames of a stack are the program's own."""

import os
import traceback


def folder_of(program):
    """The folder of a program that is a folder or a file."""
    path = os.path.realpath(program)
    return path if os.path.isdir(path) else os.path.dirname(path)


def is_users(filename, program):
    """Whether a frame's file belongs to the program; ``<frozen runpy>`` and what pip installed do not."""
    inside = os.path.realpath(filename).startswith(folder_of(program) + os.sep)
    return os.path.isabs(filename) and inside and "site-packages" not in filename


def users_traceback(problem, program):
    """The traceback of an exception, and of those behind it, with the program's own frames only."""
    outer = traceback.TracebackException.from_exception(problem)
    seen = set()
    pending = [outer]
    while pending:
        item = pending.pop()
        if item is None or id(item) in seen:
            continue
        seen.add(id(item))
        item.stack = traceback.StackSummary.from_list(
            [frame for frame in item.stack if is_users(frame.filename, program)]
        )
        pending += [item.__cause__, item.__context__]
    text = "".join(outer.format())
    return text if outer.stack or text.startswith("Traceback") else "Traceback (most recent call last):\n" + text
