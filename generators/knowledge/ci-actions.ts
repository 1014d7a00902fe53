import table from './ci-actions.json' with { type: 'json' };

/** What a pipeline takes from elsewhere: an action of GitHub by its commit, or an image that a job of GitLab runs in. */
export interface CiAction {
  /** How a pipeline names it: an action with its commit, an image with its tag. */
  use: string;
  /** The release that this is, for the comment behind it. */
  version: string;
}

/** What a row of the table names. Throws when there is no such row: a defect. */
export function ciAction(id: string): CiAction {
  const row = table.rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`knowledge/ci-actions.json has no "${id}"`);
  return row;
}
