def count(names: list[str]) -> dict[str, int]:
    """How often each name is there, the most frequent first."""
    counted = {name: names.count(name) for name in names}
    return dict(sorted(counted.items(), key=lambda row: -row[1]))
