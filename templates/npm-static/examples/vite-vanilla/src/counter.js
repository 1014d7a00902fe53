/** Counts from zero, one at a time. */
export function counter() {
  let count = 0;
  return { label: (name) => `${name}: ${count}`, add: () => (count += 1) };
}
