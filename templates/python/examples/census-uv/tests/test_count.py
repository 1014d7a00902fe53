from census.count import count


def test_count() -> None:
    assert count(["ann", "bob", "ann"]) == {"ann": 2, "bob": 1}
