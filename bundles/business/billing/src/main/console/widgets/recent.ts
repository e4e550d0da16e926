const running = new Map<string, Promise<unknown>>();

/** Several widgets that ask for the same at the same time ask once. */
export function recent<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const known = running.get(key) as Promise<T> | undefined;
  if (known) return known;
  const asked = ask().finally(() => setTimeout(() => running.delete(key), 250));
  running.set(key, asked);
  return asked;
}
