"""The memo: what it has worked out it keeps, until there is too much of it."""

from toponyms.store.store import DEFAULT_PATH, Store
from toponyms.text.memo import Memo


def test_a_memo_works_out_once_and_stays_small() -> None:
    asked: list[int] = []

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    memo = Memo(double, most=3)
    assert [*map(memo.__getitem__, (1, 2, 1, 2))] == [2, 4, 2, 4]
    assert asked == [1, 2]
    for number in range(10):
        assert memo[number] == 2 * number
        assert len(memo) <= 3


def _knows(store: Store, key: str) -> bool:
    return key in store


def test_each_store_remembers_for_itself() -> None:
    one, other = Store(DEFAULT_PATH), Store(DEFAULT_PATH)
    assert one.memo(_knows)["київ"]
    assert one.memo(_knows) is one.memo(_knows)
    assert one.memo(_knows) is not other.memo(_knows)
    assert not other.memo(_knows)


def test_what_is_asked_in_a_long_text_is_not_kept() -> None:
    asked: list[object] = []

    def noted(key: object) -> int:
        asked.append(key)
        return len(asked)

    memo = Memo[object, int](noted)
    long = "a" * 257
    assert [memo[long], memo[long], memo["a" * 256], memo["a" * 256]] == [1, 2, 3, 3]
    assert [memo[1, long], memo[1, long], memo[1, "a"], memo[1, "a"]] == [4, 5, 6, 6]
