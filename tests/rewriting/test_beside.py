"""Prepositions and articles beside a new name."""

import pytest

from toponyms.rewriting.beside import beside


@pytest.mark.parametrize(
    ("before", "old", "new", "language", "expected"),
    [
        ("Був у", "Кіровограді", "Одесі", "uk", "Був в Одесі"),
        ("Жив в", "Іллічівську", "Чорноморську", "uk", "Жив у Чорноморську"),
        ("Жила в", "Іллічівську", "Чорноморську", "uk", "Жила в Чорноморську"),
        ("Жила в", "Дніпропетровську", "Фастові", "uk", "Жила у Фастові"),
        ("Жила в", "Дніпропетровську", "Львові", "uk", "Жила у Львові"),
        ("В", "Іллічівську", "Чорноморську", "uk", "У Чорноморську"),
        ("— в", "Іллічівську", "Чорноморську", "uk", "— у Чорноморську"),
        ("Їхав з", "Кіровограда", "Шептицького", "uk", "Їхав із Шептицького"),
        ("Їхав із", "Щорса", "Одеси", "uk", "Їхав з Одеси"),
        ("Їхав з", "Кіровограда", "Сновська", "uk", "Їхав зі Сновська"),
        ("жил во", "Львове", "Днепре", "ru", "жил в Днепре"),
        ("жил в", "Днепре", "Львове", "ru", "жил во Львове"),
        ("ехал со", "Сталина", "Донецка", "ru", "ехал с Донецка"),
        ("спорили о", "Сталине", "Аулах", "ru", "спорили об Аулах"),
        ("an", "Artemovsk", "Bakhmut", "en", "a Bakhmut"),
        ("A", "Kirovograd", "Odesa", "en", "An Odesa"),
        ("from", "Kirovograd", "Odesa", "en", "from Odesa"),
    ],
)
def test_what_a_new_name_makes_wrong_is_put_right(
    before: str, old: str, new: str, language: str, expected: str
) -> None:
    text = f"{before} {old}"
    start = len(before) + 1
    fixed = beside(text, start, language, old, new)
    begin, word = fixed or (start, "")
    written = f"{text[:begin]}{word} {new}" if fixed else f"{before} {new}"
    assert written == expected
