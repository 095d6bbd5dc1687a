"""Takes time out of the SDK that a rehearsal need not spend. Behaviour stays.

Each speed-up replaces one private function of the SDK, only where that function
is there, and is measured in ``docs/benchmarks.md``. ``BAILIWICK_PLAIN_SDK=1``
switches all of them off, to find out whether one of them is at fault.
"""

import asyncio
import gc
import os
import pathlib
import sys

# Collections take a tenth of the time at the usual threshold of 700, and a program frees little before it ends.
OBJECTS_BETWEEN_COLLECTIONS = 100_000


def apply() -> None:
    """Applies all speed-ups; once, after the SDK is imported and before the program is."""
    if os.environ.get("BAILIWICK_PLAIN_SDK"):
        return
    collect_rarely()
    wait_for_all()
    cheaper_positions()
    no_unused_urns()
    one_future_per_output()


def collect_rarely() -> None:
    """Leaves what is loaded so far out of garbage collection, and collects the rest less often."""
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


def wait_for_all() -> None:
    """Makes the SDK wait for all outstanding outputs at once.

    The SDK waits for the first of them, then starts over with the rest, which
    costs n²: 1.15 million callbacks for 1,000 resources. Waiting for the first
    *failure* has the same result, because the SDK's loop only ever looks at the
    finished ones and starts over while any are left.
    """
    from pulumi.runtime import stack

    class PatientAsyncio:
        """``asyncio`` as the SDK's module sees it, with one other default."""

        def __getattr__(self, name):
            return getattr(asyncio, name)

        @staticmethod
        async def wait(tasks, return_when=asyncio.ALL_COMPLETED):
            if return_when == asyncio.FIRST_COMPLETED:
                return_when = asyncio.FIRST_EXCEPTION
            return await asyncio.wait(tasks, return_when=return_when)

    if getattr(stack, "asyncio", None) is asyncio:
        stack.asyncio = PatientAsyncio()


def cheaper_positions() -> None:
    """Finds out where a resource is declared by looking at one frame, not at the whole stack.

    The SDK turns every frame into a URI and sends them all; a rehearsal uses the
    first, the statement that constructed the resource.
    """
    from pulumi.runtime import resource
    from pulumi.runtime.proto import source_pb2

    if not hasattr(resource, "_get_stack_trace"):
        return
    sdk = os.path.dirname(sys.modules["pulumi"].__file__) + os.sep
    uris = {}

    def stack_trace():
        frame, constructors = sys._getframe(1), 0
        # Resource, then CustomResource or ComponentResource, then the class itself; its caller is what we look for.
        while frame is not None and constructors < 3:
            constructors += frame.f_code.co_name == "__init__"
            frame = frame.f_back
        filename = frame.f_code.co_filename if frame is not None else ""
        if not os.path.isabs(filename) or filename.startswith(sdk):
            return source_pb2.StackTrace()
        if filename not in uris:
            uris[filename] = pathlib.Path(filename).as_uri()
        position = source_pb2.SourcePosition(uri=uris[filename], line=frame.f_lineno)
        return source_pb2.StackTrace(frames=[source_pb2.StackFrame(pc=position)])

    resource._get_stack_trace = stack_trace


def no_unused_urns() -> None:
    """Spares URNs that nobody looks at.

    One is worked out for each resource in case there is no engine, and one for each
    alias in case the engine does not work aliases out itself; this one does.
    """
    import pulumi.resource as resources
    from pulumi.runtime import resource

    if hasattr(resources, "collapse_alias_to_urn"):
        resources.collapse_alias_to_urn = lambda *_: None

    plain = getattr(resource, "create_urn", None)
    if plain is None:
        return

    class Unused:
        """Stands for a URN that nobody looks at: the engine's answer holds the real one."""

        @staticmethod
        async def future():
            return None

    unused = Unused()

    def create_urn(name, type_, parent=None, project=None, stack=None):
        caller = sys._getframe(1).f_code.co_name
        if caller in ("do_register", "do_read"):
            return unused
        return plain(name, type_, parent, project, stack)

    resource.create_urn = create_urn


def one_future_per_output() -> None:
    """Gives each property of a new resource one future instead of four futures and a task.

    The SDK does it this way for ``urn`` and ``id`` already. Ten properties a resource
    make this a third of a large program's memory.
    """
    from pulumi import output
    from pulumi.runtime import rpc

    if not all(hasattr(holder, name) for holder, name in ((output, "_OutputData"), (output.Output, "_from_data"))):
        return

    def transfer_properties(res, props, custom):
        resolvers = {}
        for name in props:
            if name == "urn" or (name == "id" and custom):
                continue  # resolved elsewhere
            data = asyncio.Future()
            resolvers[name] = _resolver(res, data, output._OutputData)
            res.__dict__[name] = output.Output._from_data(data)
        return resolvers

    rpc.transfer_properties = transfer_properties


def _resolver(res, data, make):
    def resolve(value, is_known, is_secret, deps, failed):
        if failed is not None:
            data.set_exception(failed)
        else:
            data.set_result(make(resources={*(deps or ()), res}, value=value, is_known=is_known, is_secret=is_secret))

    return resolve
