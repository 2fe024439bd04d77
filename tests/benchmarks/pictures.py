"""Figures: pictures fetched from a server on 127.0.0.1, and thumbnails made of them.

Run by hand with `serve`: the server, which tells its port and ends with its stdin.
"""

import io
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.figure import Figure
from tests.benchmarks.place import ROOT, Place, alone

PICTURES = 300
HOSTS = 30
THREADS = 6
SIDE = 76
_WARM = 20


def photograph(number: int) -> bytes:
    """A JPEG as hosts have them: 1200 x 800 pixels, about 280 KB."""
    from PIL import Image

    waves = Image.linear_gradient("L").rotate(number * 7).resize((1200, 800))
    grain = Image.effect_noise((1200, 800), 22)
    stream = io.BytesIO()
    Image.merge("RGB", (waves, grain, waves.rotate(90))).save(stream, "JPEG", quality=80)
    return stream.getvalue()


def serve(certificate: Sequence[str] = ()) -> None:
    """A few photographs, over and over, under every path; with a certificate over TLS."""
    from tests.support.picture_server import PictureServer, lasting

    tls = None
    if certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(*certificate)
    ready = [photograph(number) for number in range(8)]
    with PictureServer(tls=tls) as server:
        server.default = lambda exchange: lasting(ready[hash(exchange.path) % len(ready)])(exchange)
        print(server.address[1], flush=True)
        sys.stdin.read()


def bare(port: int, path: str) -> bytes:
    """One GET, and nothing looked at."""
    with socket.create_connection(("127.0.0.1", port)) as sock:
        sock.sendall(f"GET {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".encode())
        parts = []
        while part := sock.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def on_threads(work: Callable[[int], object], number: int) -> tuple[float, float]:
    """All of it on THREADS threads: seconds by the clock, and of this process's processor time."""
    numbers = iter(range(number))
    lock = threading.Lock()

    def run() -> None:
        while True:
            with lock:
                n = next(numbers, -1)
            if n < 0:
                return
            work(n)

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    began, busy = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began, time.process_time() - busy


def one_by_one(work: Callable[[bytes], object], data: Sequence[bytes]) -> float:
    """Milliseconds each takes."""
    for one in data[:_WARM]:
        work(one)
    began = time.perf_counter()
    for one in data:
        work(one)
    return (time.perf_counter() - began) * 1000 / len(data)


@contextmanager
def served(*certificate: Path) -> Iterator[int]:
    """The server in a process of its own: its port."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.pictures", "serve", *map(str, certificate)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        yield int(child.stdout.readline())
        child.stdin.close()


def over_tls(folder: Path) -> list[Figure]:
    """From one host with https; beside the same with a connection for each picture."""
    from reader.images import idle, wire
    from reader.images.cache import PictureCache
    from reader.images.fetch import Fetcher

    openssl = shutil.which("openssl")
    if openssl is None:
        return []
    folder.mkdir()
    certificate, key = folder / "certificate", folder / "key"
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", "/CN=h", "-addext", "subjectAltName=DNS:h.example"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    wire.DEFAULT_CA_BUNDLE_PATH = str(certificate)
    each = []
    with served(certificate, key) as port:
        for patience in (idle.IDLE_SECONDS, 0.0):
            idle.IDLE_SECONDS = patience
            fetcher = Fetcher(
                PictureCache(folder / str(patience)),
                allowed_hosts={"h.example"},
                resolve=lambda *_: ["127.0.0.1"],
            )
            url = f"https://h.example:{port}/{{}}".format
            on_threads(lambda n, f=fetcher, u=url: f.picture(u(f"w{n}")), _WARM)
            took, busy = on_threads(lambda n, f=fetcher, u=url: f.picture(u(n)), PICTURES)
            each += [took * 1000 / PICTURES, busy * 1000 / PICTURES]
            fetcher.close()
    return [
        Figure(
            "a picture over https, checked and kept",
            each[0],
            each[2],
            None,
            note=f"two at once from one host, connections kept; the floor has one for each; of our"
            f" own processor time {each[1]:.2f} and {each[3]:.2f} ms; on the way to a real host it"
            " saves two of three times there and back",
        )
    ]


def fetched(folder: Path) -> Figure:
    """Through the fetcher, checked and kept; beside as many bare GETs of the same files."""
    from reader.images.cache import PictureCache
    from reader.images.fetch import Fetcher

    with served() as port:
        on_threads(lambda n: bare(port, f"/w{n}"), _WARM)
        floor, floor_busy = on_threads(lambda n: bare(port, f"/{n}"), PICTURES)
        fetcher = Fetcher(PictureCache(folder), connect_to=("127.0.0.1", port))
        on_threads(lambda n: fetcher.picture(f"https://h{n % HOSTS}.example/w{n}"), _WARM)
        took, busy = on_threads(
            lambda n: fetcher.picture(f"https://h{n % HOSTS}.example/{n}"), PICTURES
        )
        fetcher.close()
    each, least = took * 1000 / PICTURES, floor * 1000 / PICTURES
    return Figure(
        "a picture fetched, checked and kept",
        each,
        least,
        None,
        note=f"{PICTURES / took:,.0f} pictures a second, six at once, connections kept;"
        f" bare GETs of the same files {PICTURES / floor:,.0f}; of our own processor time"
        f" {busy * 1000 / PICTURES:.2f} ms, of the bare GET's {floor_busy * 1000 / PICTURES:.2f}",
    )


def thumbnails(folder: Path) -> list[Figure]:
    """Made anew of a picture that is kept, and had from the cache; beside the bare decoding."""
    from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
    from PySide6.QtGui import QImage, QImageReader

    from reader.gui.pictures.decoding import decode, encode, square
    from reader.images.cache import PictureCache

    data = [photograph(number) for number in range(8)] * 25
    small = [encode(square(decode(one, QSize(SIDE, SIDE), cover=True), SIDE)) for one in data[:8]]
    cache = PictureCache(folder)
    url = "https://h.example/{}".format

    def scaled(one: bytes) -> QImage:
        buffer = QBuffer()
        buffer.setData(QByteArray(one))
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer, QByteArray(b"jpeg"))
        wanted = QSize(SIDE, SIDE)
        reader.setScaledSize(
            reader.size().scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        )
        return reader.read()

    def make(one: bytes) -> None:
        key = url(hash(one))
        image = square(decode(cache.get(key) or b"", QSize(SIDE, SIDE), cover=True), SIDE)
        cache.put_thumbnail(key, SIDE, SIDE, encode(image))

    def had(one: bytes) -> QImage:
        return decode(cache.get_thumbnail(url(hash(one)), SIDE, SIDE) or b"")

    for one in data[:8]:
        cache.put(url(hash(one)), one)
    floor, made = one_by_one(scaled, data), one_by_one(make, data)
    floor_small = one_by_one(QImage.fromData, small * 25)
    kept = one_by_one(had, data)
    return [
        Figure(
            "a thumbnail made of a picture that is kept",
            made,
            floor,
            None,
            note=f"{1000 / made:,.0f} a second on one thread; a bare decoder at that size"
            f" {1000 / floor:,.0f}; read, checked, cut, encoded and written as well",
        ),
        Figure(
            "a thumbnail had from the cache",
            kept,
            floor_small,
            None,
            note=f"{1000 / kept:,.0f} a second on one thread; the decoder alone"
            f" {1000 / floor_small:,.0f}",
        ),
    ]


def measure(_place: Place) -> list[Figure]:
    """No articles are needed."""
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication([])
    with tempfile.TemporaryDirectory() as folder:
        figures = [fetched(Path(folder) / "fetched"), *over_tls(Path(folder) / "tls")]
        figures += thumbnails(Path(folder) / "kept")
    del app
    return figures


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2:])
    else:
        alone(measure)
