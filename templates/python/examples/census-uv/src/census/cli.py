import click
from tabulate import tabulate

from census.count import count


@click.command()
@click.argument("names", nargs=-1)
def main(names: tuple[str, ...]) -> None:
    """Counts NAMES."""
    click.echo(f"people: {len(names)}")
    click.echo(tabulate(count(list(names)).items()))
