"""A headless Chromium, driven through its debugging pipe: what a page measures, asks for and looks like.

No driver is needed. Messages are JSON, each ended by a zero byte, on the file
descriptors 3 and 4 of the browser.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import struct
import subprocess
import sys
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_SECONDS = 60
# Puts the pipes where the browser looks for them, whatever their numbers are.
_MOVING = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(word), fcntl.F_DUPFD, 10) for word in sys.argv[1:3]]
for number, end in zip((3, 4), ends):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Browser:
    """One page of one browser."""

    def __init__(self, profile: Path) -> None:
        to_read, self._out = os.pipe()
        self._in, to_write = os.pipe()
        words = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"]
        words += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command = [CHROMIUM, *words, f"--user-data-dir={profile}", "--remote-debugging-pipe", "about:blank"]
        launcher = [sys.executable, "-c", _MOVING, str(to_read), str(to_write), *command]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(launcher, pass_fds=(to_read, to_write), **quiet)
        os.close(to_read)
        os.close(to_write)
        self._buffer, self._count, self._session = b"", 0, ""
        self.events: list[dict[str, Any]] = []
        try:
            target = self.send("Target.createTarget", url="about:blank")["targetId"]
            self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ("Page", "Network", "Log", "Runtime"):
                self.send(f"{domain}.enable")
        except BaseException:
            self.close()
            raise

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The browser's answer to a command."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._count:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]
            self.events.append(answer)

    def _receive(self) -> dict[str, Any]:
        end = time.monotonic() + _SECONDS
        while b"\0" not in self._buffer:
            assert time.monotonic() < end, "the browser does not answer"
            if select.select([self._in], [], [], 1)[0]:
                read = os.read(self._in, 1 << 20)
                assert read, "the browser ended"
                self._buffer += read
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def open(self, url: str, *, width: int = 1600, height: int = 1200, scheme: str = "light") -> None:
        """Opens a page and waits until it has loaded."""
        self.events.clear()
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.send("Page.navigate", url=url)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._receive())

    def value(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Presses a key."""
        codes = {"Tab": 9, "Enter": 13}
        for kind in ("rawKeyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=codes[key])
        if key == "Enter":
            self.send("Input.dispatchKeyEvent", type="char", text="\r")

    def picture(self) -> Pixels:
        """What the window shows."""
        return Pixels.of(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def close(self) -> None:
        """Ends the browser."""
        self._process.kill()
        self._process.wait()
        os.close(self._out)
        os.close(self._in)


@dataclass(frozen=True)
class Pixels:
    """The pixels of a PNG picture of eight bits a channel, as Chromium writes them."""

    width: int
    height: int
    channels: int
    rows: tuple[bytes, ...]

    @classmethod
    def of(cls, png: bytes) -> Pixels:
        """The picture in a file."""
        at, data, header = 8, b"", b""
        while at < len(png):
            (size,) = struct.unpack(">I", png[at : at + 4])
            kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
            header = body if kind == b"IHDR" else header
            data += body if kind == b"IDAT" else b""
            at += size + 12
        width, height, depth, colour = struct.unpack(">IIBB", header[:10])
        assert depth == 8
        channels = {2: 3, 6: 4}[colour]
        raw, step = zlib.decompress(data), width * channels
        rows, above = [], bytes(step)
        for row in range(height):
            start = row * (step + 1)
            above = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + step]), above, channels)
            rows.append(above)
        return cls(width, height, channels, tuple(rows))

    def at(self, x: float, y: float) -> tuple[int, int, int]:
        """The colour of a pixel."""
        start = int(x) * self.channels
        red, green, blue = self.rows[int(y)][start : start + 3]
        return red, green, blue


def _unfiltered(kind: int, line: bytearray, above: bytes, channels: int) -> bytes:
    if kind == 2:
        return bytes((one + up) & 255 for one, up in zip(line, above, strict=True))
    for place in range(len(line) if kind else 0):
        left = line[place - channels] if place >= channels else 0
        up = above[place]
        if kind == 4:
            corner = above[place - channels] if place >= channels else 0
            far_left, far_up, far_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
            nearest = up if far_up <= far_corner else corner
            left = left if far_left <= far_up and far_left <= far_corner else nearest
        elif kind == 3:
            left = (left + up) // 2
        line[place] = (line[place] + left) & 255
    return bytes(line)
