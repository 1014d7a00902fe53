import table from './go-desktop-packages.json' with { type: 'json' };

/** The toolkit behind an import that draws on a screen: `Fyne`. Undefined for all other packages. */
export function toolkitOf(path: string): string | undefined {
  return table.rows.find((row) => path === row.path || path.startsWith(`${row.path}/`))?.toolkit;
}

/** True for a required module that has such a package. */
export function mayDraw(module: string): boolean {
  return table.rows.some(
    ({ path }) => path === module || path.startsWith(`${module}/`) || module.startsWith(`${path}/`),
  );
}
