/** A name that files, images and modules can have. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9._-]+/g, '-') || 'app';
}
