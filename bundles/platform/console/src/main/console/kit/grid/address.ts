import type { Look } from './types.js';

/** The look as it stands in the query of the page's address: `?q=&sort=&f.status=`. */
export function readLook(query: string): Look {
  const params = new URLSearchParams(query);
  const filters: Record<string, string> = {};
  for (const [key, value] of params) if (key.startsWith('f.') && value) filters[key.slice(2)] = value;
  return { search: params.get('q') ?? '', sort: params.get('sort') ?? '', filters };
}

/** Puts the look into the address without a new step in the history, and leaves other parameters alone. */
export function writeLook(look: Look): void {
  const url = new URL(location.href);
  const params = url.searchParams;
  for (const key of [...params.keys()]) if (key === 'q' || key === 'sort' || key.startsWith('f.')) params.delete(key);
  if (look.search) params.set('q', look.search);
  if (look.sort) params.set('sort', look.sort);
  for (const [key, value] of Object.entries(look.filters)) params.set(`f.${key}`, value);
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}
