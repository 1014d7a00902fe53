import table from './started-tools.json' with { type: 'json' };

type Where = 'desktop' | 'host' | 'terminal' | 'userland';

/** Where people have a tool that a program starts; undefined for one that an image has to be given. */
export function whereabouts(tool: string): Where | undefined {
  if (tool.endsWith('.exe')) return 'desktop';
  return table.rows.find(({ names }) => names.includes(tool))?.where as Where | undefined;
}
