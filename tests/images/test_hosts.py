"""Turns, back-off, our own line: bookkeeping with the time given."""

import errno

from reader.images.hosts import (
    ASKED_TO_WAIT_MOST,
    BACK_OFF_MOST,
    BACK_OFF_SECONDS,
    OFFLINE_SECONDS,
    Hosts,
)


def test_the_back_off_grows_and_ends_with_an_answer():
    hosts = Hosts()
    now, waits = 0.0, []
    for _ in range(12):
        hosts.unreachable("a", None, now)
        start = now
        while hosts.left_alone("a", now):
            now += 5
        waits.append(now - start)
    assert waits[:3] == [BACK_OFF_SECONDS, 2 * BACK_OFF_SECONDS, 4 * BACK_OFF_SECONDS]
    assert waits[-1] == BACK_OFF_MOST
    hosts.reached("a")
    hosts.unreachable("a", None, now)
    assert not hosts.left_alone("a", now + BACK_OFF_SECONDS)


def test_one_time_out_is_the_pictures_two_are_the_hosts():
    hosts = Hosts()
    hosts.slow("a", 0.0)
    assert not hosts.left_alone("a", 1.0)
    hosts.answered("a")
    hosts.slow("a", 0.0)
    assert not hosts.left_alone("a", 1.0)
    hosts.slow("a", 0.0)
    assert hosts.left_alone("a", 1.0)
    assert not hosts.left_alone("b", 1.0)


def test_a_host_that_asks_to_wait_is_waited_for_but_not_for_ever():
    hosts = Hosts()
    hosts.asked_to_wait("a", 120, 0.0)
    assert hosts.left_alone("a", 119.0)
    hosts.asked_to_wait("b", 10**8, 0.0)
    assert not hosts.left_alone("b", ASKED_TO_WAIT_MOST + 1)


def test_one_dead_host_is_not_offline_several_are():
    hosts = Hosts()
    for _ in range(9):
        hosts.unreachable("a", OSError(errno.ECONNREFUSED, ""), 0.0)
    assert not hosts.offline
    hosts.unreachable("b", None, 0.0)
    hosts.unreachable("c", None, 0.0)
    assert hosts.offline
    assert hosts.closed(1.0)


def test_no_route_at_all_is_noticed_sooner_and_a_try_is_let_through_now_and_then():
    hosts = Hosts()
    for host in "ab":
        hosts.unreachable(host, OSError(errno.ENETUNREACH, ""), 0.0)
    assert hosts.offline
    later = OFFLINE_SECONDS + 1
    assert not hosts.closed(later)
    assert hosts.closed(later)
    hosts.reached("c")
    assert not hosts.offline
    assert not hosts.closed(later)


def test_a_person_who_asks_again_is_not_kept_waiting():
    hosts = Hosts()
    for host in "abc":
        hosts.unreachable(host, None, 0.0)
    hosts.forgive("a")
    assert not hosts.left_alone("a", 1.0)
    assert not hosts.closed(1.0)


def test_ten_thousand_hosts_leave_nothing_behind():
    hosts = Hosts()
    for n in range(10_000):
        hosts.begin(f"h{n}")
        hosts.unreachable(f"h{n}", None, float(n))
        hosts.end(f"h{n}")
    assert len(hosts._alone) < 1500
    assert len(hosts._failures) < 1500
    assert len(hosts._lost) < 1500
    assert not hosts._busy
