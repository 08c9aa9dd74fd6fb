from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.ingest.addresses import odd_host, refusal

REFUSED = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::10.0.0.1",
    "64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2002:a00:1::", "2001:db8::1", "fc00::1",
    "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "not an address", "",
]  # fmt: skip
OPEN = ["1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("ip", REFUSED[:-3] + REFUSED[-2:])
def test_closed_networks_are_refused(ip):
    assert refusal(ip)


@pytest.mark.parametrize("ip", OPEN)
def test_the_public_network_is_open(ip):
    assert refusal(ip) is None


@pytest.mark.parametrize("ip", ["10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "0.0.0.0"])
def test_the_test_setting_opens_loopback_only(ip):
    assert refusal(ip, allow_loopback=True)
    assert refusal("127.0.0.1", allow_loopback=True) is None


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "127.0.0.1.1", "1.2.3", "08.1.1.1", "", "."]
)
def test_hosts_written_as_odd_numbers_are_refused(host):
    assert odd_host(host)


@pytest.mark.parametrize("host", ["example.org", "example.org.", "1.2.3.4", "[2606:4700::1]", "3com.com", "x-1.net"])
def test_ordinary_hosts_pass(host):
    assert odd_host(host) is None


@given(st.integers(0, 2**32 - 1))
def test_a_wrapped_address_is_refused_whenever_the_bare_one_is(number):
    bare = refusal(str(IPv4Address(number)))
    for prefix in (0xFFFF << 32, 0x64FF9B << 96):
        wrapped = refusal(str(IPv6Address(prefix | number)))
        assert (wrapped is None) == (bare is None)
    if bare:
        assert refusal(str(IPv6Address((0x2002 << 112) | (number << 80))))


@given(st.text(max_size=40))
def test_any_words_are_judged_without_an_error(text):
    assert refusal(text) is None or isinstance(refusal(text), str)
    odd_host(text)
