"""Pictures that count readers and show nothing, known by their address: neither fetched nor shown.

Policy as data: hosts (with all below them) that serve nothing else, and paths of those that do.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

COUNTER_HOSTS = frozenset(
    {
        "2o7.net",
        "51.la",
        "adnxs.com",
        "atdmt.com",
        "chartbeat.net",
        "cnzz.com",
        "counter.yadro.ru",
        "doubleclick.net",
        "feeds.wordpress.com",
        "feedsportal.com",
        "google-analytics.com",
        "googletagmanager.com",
        "hm.baidu.com",
        "imrworldwide.com",
        "mc.yandex.ru",
        "omtrdc.net",
        "parsely.com",
        "pixel.quantserve.com",
        "pixel.wp.com",
        "pixel.mathtag.com",
        "quantserve.com",
        "sb.scorecardresearch.com",
        "scorecardresearch.com",
        "sitemeter.com",
        "statcounter.com",
        "stats.wordpress.com",
        "stats.wp.com",
        "tcs.dy.com",
        "top-fwz1.mail.ru",
        "umeng.com",
        "webtrendslive.com",
    }
)
COUNTER_PATHS = (
    ("facebook.com", "/tr"),
    ("linkedin.com", "/px"),
    ("bat.bing.com", "/action/"),
    ("feedburner.com", "/~r/"),
    ("feedburner.com", "/~ff/"),
    ("feeds.feedblitz.com", "/_/"),
    ("medium.com", "/_/stat"),
    ("rss.buzzsprout.com", "/pixel"),
    ("t.co", "/i/adsct"),
    ("pubads.g.doubleclick.net", "/"),
)


def is_counter(url: str) -> bool:
    """Whether an absolute address is that of a known counter."""
    found = _HOST.match(url)
    if found is None:
        return False
    starts = _counting(found[1])
    if not starts:
        return False
    try:
        return urlsplit(url).path.startswith(starts)
    except ValueError:
        return False


# A name has 253 characters at most; of one of a million each part would be looked at.
_HOST = re.compile(r"https?://([^/?#]{1,300}+)(?![^/?#])")


@lru_cache(1024)
def _counting(authority: str) -> tuple[str, ...]:
    """How the paths begin at which this host counts readers: () for none, ("",) for all."""
    try:
        host = (urlsplit(f"http://{authority}").hostname or "").rstrip(".")
    except ValueError:
        return ()
    above = host
    while above:
        if above in COUNTER_HOSTS:
            return ("",)
        above = above.partition(".")[2]
    return tuple(
        start for owner, start in COUNTER_PATHS if host == owner or host.endswith(f".{owner}")
    )
