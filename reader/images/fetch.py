"""Pictures from the cache or their hosts: once a URL, politely, privately, never for long.

Which requests are made, and what their answers mean. The sockets are in images/wire.py, which is
imported at the first fetch.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from reader.bounds import (
    FETCH_CONNECT_SECONDS,
    FETCH_REDIRECTS,
    FETCH_SECONDS,
    PICTURE_BYTES,
)
from reader.images.cache import PictureCache
from reader.images.hosts import A_HOST, BACK_OFF_SECONDS, Hosts
from reader.images.sniff import PREFIX, kind_of, require_picture
from reader.model import PictureError, PictureProblem

if TYPE_CHECKING:
    from reader.images.wire import Answer, Exchange, Idle

log = logging.getLogger(__name__)

__all__ = ["A_HOST", "BACK_OFF_SECONDS", "Fetcher", "Rules"]

_REDIRECTED = (301, 302, 303, 307, 308)

_PROBLEMS = {
    401: PictureProblem.NO_REFERER,
    402: PictureProblem.REFUSED,
    403: PictureProblem.NO_REFERER,
    404: PictureProblem.GONE,
    405: PictureProblem.REFUSED,
    406: PictureProblem.REFUSED,
    410: PictureProblem.GONE,
    418: PictureProblem.REFUSED,
    451: PictureProblem.REFUSED,
}
"""Other statuses may pass: such a picture is not reachable for some minutes."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a person set; it may change while the program runs.

    offline: nothing is fetched. allowed_hosts: names that may have private addresses.
    referer_hosts: names that are told a site as Referer. proxy: host and port, None for none.
    """

    offline: bool = False
    allowed_hosts: frozenset[str] = frozenset()
    referer_hosts: frozenset[str] = frozenset()
    proxy: tuple[str, int] | None = None


@dataclass(slots=True)
class _Flight:
    """One URL under way; whoever asks for it meanwhile waits for this one."""

    landed: bool = False
    data: bytes | None = None
    error: PictureError | None = None


class Patience(NamedTuple):
    """How long a fetcher waits, in seconds: for a connection, and for all of a picture."""

    connect: float = FETCH_CONNECT_SECONDS
    total: float = FETCH_SECONDS


PATIENCE = Patience()


class Fetcher:
    """Pictures by URL, for any number of threads at once.

    offline: nothing is fetched. connect_to: every request goes to this address, as plain HTTP with
    its own path and Host; nothing is looked up, nothing else is connected. allowed_hosts: names
    that may have private addresses. resolve: addresses of a host and port, for tests. line_changed:
    called, on any thread, with False when we turn out to be offline and True when we are back.
    """

    def __init__(
        self,
        cache: PictureCache,
        *,
        offline: bool = False,
        connect_to: tuple[str, int] | None = None,
        allowed_hosts: Collection[str] = (),
        resolve: Callable[[str, int], list[str]] | None = None,
        patience: Patience = PATIENCE,
        line_changed: Callable[[bool], None] | None = None,
    ) -> None:
        self._cache = cache
        self.rules = Rules(offline, frozenset(allowed_hosts))
        """May be exchanged at any time; what is under way ends by the former ones."""
        self._line_changed = line_changed
        self._connect_to = connect_to
        self._resolve = resolve
        self.patience = patience
        self._changed = threading.Condition()
        # All of these belong to whoever holds the condition.
        self._closed = False
        self._flights: dict[tuple[str, bool], _Flight] = {}
        self._exchanges: list[Exchange] = []
        self._hosts = Hosts()
        self._idle: Idle | None = None

    def picture(self, url: str, *, network: bool = True, referer: str = "") -> bytes:
        """Return the picture at this http(s) URL, from the cache or else from its host.

        network: False looks into the cache alone. referer: the article's site, told to those
        hosts alone for which a person said so. Blocks for `patience.total` seconds, and the wait
        for its host's turn, at most. Raises PictureError.
        """
        key = (url, network)
        with self._changed:
            flight = self._flights.get(key)
            leads = flight is None
            if flight is None:
                flight = self._flights[key] = _Flight()
            elif not self._changed.wait_for(lambda: flight.landed or self._closed):
                raise _closing()
        if leads:
            self._lead(url, flight, network, referer)
        if flight.data is not None:
            return flight.data
        raise _again(flight.error) if flight.error is not None else _closing()

    def forget_failure(self, url: str) -> None:
        """Let this URL be tried again at once: a person asked for it."""
        self._cache.forget_failure(url)
        with self._changed, suppress(ValueError):
            self._hosts.forgive(urlsplit(url).hostname or "")

    def spoilt(self, url: str, error: PictureError) -> None:
        """Take what is kept for this URL out of the cache: it cannot be shown."""
        self._cache.remove(self._cache.name_of(url))
        self._cache.remember_failure(url, error.problem, error.cause)

    @property
    def offline(self) -> bool:
        """True where nothing can be fetched: by the rules, or because our line is down."""
        return self.rules.offline or self._hosts.offline

    def close(self) -> None:
        """End everything under way, at once; whoever waits gets a PictureError."""
        with self._changed:
            self._closed = True
            exchanges = self._exchanges[:]
            self._changed.notify_all()
        for exchange in exchanges:
            exchange.cut()
        if self._idle is not None:
            self._idle.close()

    def rest(self) -> None:
        """Close connections that nobody needs any more. To be called every few seconds."""
        if self._idle is not None:
            self._idle.rest()

    def _lead(self, url: str, flight: _Flight, network: bool, referer: str) -> None:
        try:
            flight.data = self._cache.get(url)
            if flight.data is None:
                flight.data = self._fetch(url, network, referer)
                self._cache.put(url, flight.data)
        except PictureError as error:
            flight.error = error
        finally:
            with self._changed:
                del self._flights[url, network]
                flight.landed = True
                self._changed.notify_all()

    def _fetch(self, url: str, network: bool, referer: str) -> bytes:
        rules = self.rules
        known = self._cache.failure(url)
        agreed = bool(referer) and urlsplit(url).hostname in rules.referer_hosts
        if known is PictureProblem.NO_REFERER and agreed:
            known = None  # it was refused before the person agreed
        if known is not None:
            raise PictureError(known, "remembered")
        if rules.offline or not network:
            raise PictureError(PictureProblem.OFFLINE)
        # Here and not above: requests costs the window's start 0.1 s.
        from reader.images.wire import HostDownError

        try:
            return self._follow(url, rules, referer)
        except HostDownError:
            raise
        except PictureError as error:
            log.info("No picture from %s: %s (%s)", url, error.problem, error.cause)
            with self._changed:
                lasting = not self._closed
            if lasting:
                self._cache.remember_failure(url, error.problem, error.cause)
            raise

    def _follow(self, url: str, rules: Rules, referer: str) -> bytes:
        """Fetch through FETCH_REDIRECTS redirects at most, each checked as the first URL was."""
        from reader.images import wire

        route = wire.Route(
            connect_to=self._connect_to,
            allowed_hosts=rules.allowed_hosts,
            proxy=rules.proxy,
            resolve=self._resolve or wire.look_up,
            connect_seconds=self.patience.connect,
        )
        exchange = wire.Exchange(time.monotonic() + self.patience.total)
        with self._changed:
            self._exchanges.append(exchange)
            if self._idle is None:
                self._idle = wire.Idle()
            idle = self._idle
            if self._closed:
                idle.close()
        try:
            for _ in range(FETCH_REDIRECTS + 1):
                request = wire.prepare(url)
                host = urlsplit(request.url or "").hostname or ""
                told = referer if host in rules.referer_hosts else ""
                if told:
                    request.headers["Referer"] = told
                with self._turn(host, exchange), wire.get(request, exchange, route, idle) as answer:
                    self._heard(host, answer)
                    if answer.status not in _REDIRECTED:
                        return _body(answer, told=bool(told))
                    url = _target(url, answer.headers.get("Location", ""))
        finally:
            with self._changed:
                self._exchanges.remove(exchange)
        raise PictureError(PictureProblem.UNREACHABLE, "too many redirects")

    @contextmanager
    def _turn(self, host: str, exchange: "Exchange") -> Iterator[None]:
        """Wait until this host may be asked; the wait does not count against the deadline."""
        from reader.images.wire import HostDownError, SlowError

        start = time.monotonic()
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._hosts.free(host))
            if self._closed:
                raise _closing()
            if self._hosts.closed(time.monotonic()):
                raise HostDownError("our line is down", PictureProblem.OFFLINE)
            if self._hosts.left_alone(host, time.monotonic()):
                raise HostDownError("could not be reached a moment ago")
            self._hosts.begin(host)
        exchange.deadline += time.monotonic() - start
        try:
            yield
            with self._changed:
                self._hosts.answered(host)
        except HostDownError as error:
            log.info("No connection to %s: %s", host, error.cause)
            with self._changed:
                closed, was = self._closed, self._hosts.offline
                if not closed:
                    self._hosts.unreachable(host, error.__cause__, time.monotonic())
                now = self._hosts.offline
            self._tell_line(was, now)
            if now and not closed:
                raise HostDownError(error.cause, PictureProblem.OFFLINE) from error
            raise
        except SlowError:
            with self._changed:
                if not self._closed:
                    self._hosts.slow(host, time.monotonic())
            raise
        finally:
            with self._changed:
                self._hosts.end(host)
                self._changed.notify_all()

    def _heard(self, host: str, answer: "Answer") -> None:
        """Note that the host has answered: the line is up; it may have asked us to wait."""
        with self._changed:
            was = self._hosts.offline
            self._hosts.reached(host)
            if answer.status in (429, 503):
                after = answer.headers.get("Retry-After", "").strip()
                seconds = float(after[:9]) if after.isdecimal() else 0.0
                self._hosts.asked_to_wait(host, seconds, time.monotonic())
        self._tell_line(was, False)

    def _tell_line(self, was_offline: bool, is_offline: bool) -> None:
        if was_offline != is_offline and self._line_changed is not None:
            self._line_changed(not is_offline)


def _target(url: str, location: str) -> str:
    """Where a redirect leads. Raises PictureError: nowhere, or down from https."""
    # http.client reads headers as Latin-1; today's hosts write UTF-8.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = urljoin(url, location.strip())
        before, after = urlsplit(url).scheme, urlsplit(target).scheme
    except ValueError as error:
        raise PictureError(PictureProblem.UNREACHABLE, error) from error
    if not location or after not in ("http", "https"):
        raise PictureError(PictureProblem.UNREACHABLE, f"a redirect to {location[:200]!r}")
    if (before, after) == ("https", "http"):
        raise PictureError(PictureProblem.UNREACHABLE, "a redirect from https down to http")
    return target


def _body(answer: "Answer", *, told: bool) -> bytes:
    """Read the picture in an answer, within the bounds. Raises PictureError.

    told: it was asked for with a Referer, so that a refusal is one for good.
    """
    if answer.status != 200:
        problem = _PROBLEMS.get(answer.status, PictureProblem.UNREACHABLE)
        if told and problem is PictureProblem.NO_REFERER:
            problem = PictureProblem.REFUSED
        raise PictureError(problem, f"status {answer.status}")
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("", "identity"):
        # It was not asked for, and a few hundred bytes of it can stand for 300 MB.
        raise PictureError(PictureProblem.NOT_A_PICTURE, f"packed as {encoding[:80]}")
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and int(length[:20]) > PICTURE_BYTES:
        raise PictureError(PictureProblem.TOO_LARGE, f"{length[:20]} bytes announced")
    data = bytearray()
    looked = False
    for chunk in answer.body:
        data += chunk
        if len(data) > PICTURE_BYTES:
            raise PictureError(PictureProblem.TOO_LARGE, "more bytes than the bound")
        if not looked and len(data) >= PREFIX:
            looked = True
            if not kind_of(bytes(data[:PREFIX])):
                raise PictureError(
                    PictureProblem.NOT_A_PICTURE, f"begins with {bytes(data[:16])!r}"
                )
    picture = bytes(data)
    try:
        require_picture(picture)
    except PictureError:
        if len(data) < PREFIX:
            _require_end(answer)
        raise
    return picture


def _require_end(answer: "Answer") -> None:
    """Raise PictureError where nothing tells whether an answer ended or its connection was lost.

    Then it may come whole the next time; where it told its length that was looked at as it came.
    """
    chunked = "chunked" in answer.headers.get("Transfer-Encoding", "").lower()
    if not chunked and not answer.headers.get("Content-Length"):
        raise PictureError(PictureProblem.UNREACHABLE, "ended before it was a picture")


def _closing() -> PictureError:
    return PictureError(PictureProblem.UNREACHABLE, "the program is closing")


def _again(error: PictureError) -> PictureError:
    """Return a copy for another thread: one exception is not raised in two."""
    return PictureError(error.problem, error.cause)
