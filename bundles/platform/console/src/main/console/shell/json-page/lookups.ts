import type { Api } from '../../kit/core.js';
import type { Found, Lookup, Schema } from '../../kit/form.js';
import { valueOf, type Row } from './definition.js';

/** The lookups a schema names by `x-lookup`, by the path of their field. */
export function lookupsOf(schema: Schema, api: Api, at = ''): Record<string, Lookup> {
  const found: Record<string, Lookup> = {};
  for (const [key, part] of Object.entries(schema.properties ?? {})) {
    const path = at ? `${at}.${key}` : key;
    const source = part['x-lookup'];
    if (source) {
      const read = (row: Row): Found => ({
        id: String(valueOf(row, source.value ?? 'id') ?? ''),
        label: String(valueOf(row, source.label) ?? ''),
        ...(source.sub ? { sub: String(valueOf(row, source.sub) ?? '') } : {}),
      });
      found[path] = {
        find: async (text, signal) => (await api.list<Row>(source.resource, { [source.search ?? 'q']: text, limit: 20 }, signal)).items.map(read),
        get: async (id) => read(await api.get<Row>(`${source.resource}/${encodeURIComponent(id)}`)),
      };
    }
    Object.assign(found, lookupsOf(part, api, path), part.items ? lookupsOf(part.items, api, path) : {});
  }
  return found;
}
