import { html, type TemplateResult, type Tone, type ViewContext } from '@console/core';

export interface Plugin {
  id: string;
  name: string;
  description: string | null;
  version: string;
  state: 'RUNNING' | 'STOPPED' | 'FAILED';
  trouble: string | null;
  license: string | null;
  homepage: string | null;
  platform: string | null;
  permissions: { id: string; name: string }[];
  bundles: string[];
  sha256: string;
  signed: boolean;
  deployFile: string | null;
  installedAt: string;
  installedBy: string;
}

const TONES: Record<Plugin['state'], Tone> = { RUNNING: 'ok', STOPPED: 'plain', FAILED: 'bad' };

export const badge = (plugin: Plugin, ctx: ViewContext): TemplateResult => html`<c-badge tone=${TONES[plugin.state]}>${ctx.t(`state.${plugin.state}`)}</c-badge>`;

export const MANAGE = 'platform.plugin.manage';
