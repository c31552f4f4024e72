"""How many messages go by one commit: one, unless the disk is slower than the mail server."""

from notices.rules.stride import MOST, Stride


def learnt(commit: float, mail: float) -> int:
    stride = Stride()
    for _ in range(20):
        stride.committed(commit)
        stride.sent(mail)
    return stride.length


def test_as_long_as_nothing_is_known_each_message_is_marked_alone() -> None:
    stride = Stride()
    stride.committed(1.0)
    assert stride.length == 1


def test_a_message_that_takes_as_long_as_a_commit_is_marked_alone() -> None:
    assert [learnt(0.003, mail) for mail in (0.003, 0.01, 1.0)] == [1, 1, 1]


def test_the_slower_the_disk_beside_the_mail_server_the_more_go_by_one_commit() -> None:
    assert [learnt(commit, 0.001) for commit in (0.0015, 0.002, 0.003, 0.1)] == [3, 5, 9, MOST]


def test_one_slow_mail_shortens_the_stride_at_once() -> None:
    stride = Stride(commit=0.003, mail=0.001)
    stride.sent(1.0)
    assert stride.length == 1


def test_one_slow_commit_does_not_lengthen_it_to_the_end() -> None:
    stride = Stride(commit=0.001, mail=0.001)
    stride.committed(0.004)
    assert 1 < stride.length < 6
