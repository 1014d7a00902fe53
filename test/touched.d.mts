export interface TemplateUse {
  /** Absent where it brings a language. */
  ecosystem?: string;
  partials: readonly string[];
}
export function touchedBy(files: readonly string[], templates: Record<string, TemplateUse>): 'all' | string[];
export function filterOf(touched: 'all' | readonly string[]): string;
export function templatesHere(folder?: string): Record<string, TemplateUse>;
