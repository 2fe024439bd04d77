"""Pictures fetched before they are asked for, several at once, by a process without a window.

What is fetched lies in the cache; whoever asks for one that is under way waits for that one.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from reader.images.fetch import Fetcher
from reader.images.hosts import AT_ONCE
from reader.model import PictureError


class FetchAhead:
    """Threads that fill the cache. It must be closed, and does not close the fetcher."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._threads = ThreadPoolExecutor(AT_ONCE, "ahead")
        self._begun: set[str] = set()

    def begin(self, urls: Iterable[str]) -> None:
        """Fetch these http(s) URLs, in this order, each once; does not wait for them."""
        if self._fetcher.offline:
            return
        for url in urls:
            if url not in self._begun and url.startswith(("http://", "https://")):
                self._begun.add(url)
                self._threads.submit(self._fetch, url)

    def _fetch(self, url: str) -> None:
        # Whoever asks for it is told why there is none.
        with suppress(PictureError):
            self._fetcher.picture(url)

    def close(self) -> None:
        """Begin no more; what is under way ends when the fetcher is closed, or by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)
