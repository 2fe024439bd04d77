"""Only global unicast addresses are public."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.images.policy import is_public


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "93.184.216.34",
        "172.15.0.1",
        "172.32.0.1",
        "100.63.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "2a00:1450:4001::5",
    ],
)
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254"),
        *("172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1"),
        *("198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::8.8.8.8", "64:ff9b::808:808"),
        *("64:ff9b:1::1", "100::1", "2001::1", "2001:0:1:2::3", "2001:db8::1", "2002:7f00:1::1"),
        *("3fff::1", "5f00::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1"),
        *("ff02::1", "2606:4700::1111%eth0"),
        *("", "localhost", "127.1", "2130706433", "0x7f.1", "8.8.8", "8.8.8.8 ", "08.8.8.8"),
    ],
)
def test_not_public(address):
    assert not is_public(address)


@given(st.ip_addresses())
def test_never_wider_than_the_standard_library(address):
    if is_public(str(address)):
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_private


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_is_never_public(address):
    for disguise in ("::ffff:0:0", "::", "64:ff9b::"):
        mapped = ipaddress.IPv6Address(int(ipaddress.IPv6Address(disguise)) | int(address))
        assert not is_public(str(mapped))
