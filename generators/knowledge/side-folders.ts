import type { EcosystemId } from '../vocabulary.js';
import table from './side-folders.json' with { type: 'json' };

type Kind = 'example' | 'test' | 'tool' | 'documentation' | 'vendored' | 'infrastructure';

/**
 * What a path of the repository holds instead of the app, by the name of one of its folders; undefined where no
 * name says so. The last folder of the path counts too: give the directory of a file.
 */
export function sideKind(directory: string, ecosystem: EcosystemId): Kind | undefined {
  const folders = directory.toLowerCase().split('/');
  const row = table.rows.find(
    ({ names, ecosystems }: { names: string[]; ecosystems?: string[] }) =>
      (ecosystems?.includes(ecosystem) ?? true) && folders.some((folder) => names.includes(folder)),
  );
  return row?.kind as Kind | undefined;
}
