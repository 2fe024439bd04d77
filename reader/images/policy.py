"""Which addresses a picture may come from: policy as data, and one pure question about it.

The tables follow IANA's special-purpose address registries. For IPv6 only the global unicast space
that is handed out is open, so that what is reserved tomorrow is refused today.
"""

import ipaddress
import re

from reader.patterns import lazy_re

_REFUSED_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by the customers of one provider
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and the data services of cloud machines
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_OPEN_V6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries an IPv4 address that we could not check
        "3fff::/20",  # documentation
    )
)


def is_public(address: str) -> bool:
    """Tell whether this is a global unicast address, written as numbers.

    Refused with the rest: IPv4 mapped into IPv6, NAT64, addresses with a zone.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv4Address):
        return not any(parsed in network for network in _REFUSED_V4)
    if parsed.scope_id is not None or parsed not in _OPEN_V6:
        return False
    return not any(parsed in network for network in _REFUSED_V6)


_PRIVATE_NAMES = (".localhost", ".local", ".internal", ".lan", ".home", ".home.arpa", ".onion")
_NUMBERS = lazy_re(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}\.?", re.IGNORECASE)


def is_private_name(host: str) -> bool:
    """Tell whether a host's name alone says that it is not public: for a proxy, which resolves it.

    Numbers pass only as a plain public address: other spellings ("127.1", "0x7f.1") never do.
    """
    host = host.strip("[]").lower()
    if ":" in host or _NUMBERS.fullmatch(host):
        return not is_public(host)
    name = host.rstrip(".")
    return "." not in name or name.endswith(_PRIVATE_NAMES)
