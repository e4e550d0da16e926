import { Api, host, pick } from '../kit/core.js';
import type { Schema } from '../kit/form.js';
import type { PageEntry } from './contributions.js';
import type { PageDefinition } from './json-page/definition.js';
import './json-page/page.js';
import type { JsonPage } from './json-page/page.js';
import { contextOf, type LoadedModule, type Place } from './modules.js';
import { navigation } from './navigation.js';

/** Puts a page that a module describes in a file (`pages/….json`) into a place of the console. */
export async function openJsonPage(module: LoadedModule, page: PageEntry, target: HTMLElement, place: Place): Promise<() => void> {
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, module.gone.signal]);
  const done = host.busy();
  try {
    const files = new Api(module.entry.assets.replace(/\/$/, ''), signal);
    const definition = await files.get<PageDefinition>(page.page ?? '');
    const asked = definition.form?.schema;
    const folder = (page.page ?? '').replace(/[^/]*$/, '');
    const schema = typeof asked === 'string' ? await files.get<Schema>(folder + asked) : asked;
    if (signal.aborted) return () => undefined;
    const element = document.createElement('console-json-page') as JsonPage;
    element.ctx = contextOf(module, place, signal, element);
    element.definition = definition;
    element.schema = schema;
    element.heading = pick(page.title);
    target.replaceChildren(element);
    await element.updateComplete;
    return () => {
      left.abort();
      navigation.setDirty(element, false);
      element.remove();
    };
  } finally {
    done();
  }
}
