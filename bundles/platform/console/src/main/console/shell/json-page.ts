import type { PageEntry } from './contributions.js';
import type { LoadedModule, Place } from './modules.js';

export function openJsonPage(_module: LoadedModule, _page: PageEntry, _target: HTMLElement, _place: Place): Promise<() => void> {
  return Promise.reject(new Error('declarative pages are not there'));
}
