import { Api, type Texts } from '../kit/core.js';

export interface NavEntry {
  path: string;
  label: Texts;
  icon?: string;
  section?: 'sales' | 'customers' | 'devices' | 'rubro' | 'system';
  order?: number;
}

export interface PageEntry {
  path: string;
  view?: string;
  page?: string;
  title: Texts;
}

export interface WidgetEntry {
  id: string;
  view: string;
  title: Texts;
  size?: 's' | 'm' | 'l';
  order?: number;
}

export interface CommandEntry {
  path: string;
  label: Texts;
  icon?: string;
}

/** A first step or a part of the settings. */
export interface PartEntry {
  id: string;
  view: string;
  title: Texts;
  order?: number;
}

/** A part of a page of another module. */
export interface SectionEntry {
  id: string;
  view: string;
  /** The place that page keeps for such parts: `billing.invoice`. */
  at: string;
  order?: number;
}

/** What a module gives the console, as much of it as the user may see. */
export interface Contribution {
  id: string;
  kind: 'core' | 'plugin';
  version: string;
  revision: string;
  name: Texts;
  assets: string;
  rest: string;
  script: string | null;
  languages: string[];
  nav: NavEntry[];
  pages: PageEntry[];
  /** Paths of pages the user may not open. */
  denied: string[];
  widgets: WidgetEntry[];
  commands: CommandEntry[];
  firstSteps: PartEntry[];
  settings: PartEntry[];
  sections: SectionEntry[];
}

export async function contributions(): Promise<Contribution[]> {
  return (await new Api('/api/v1/console').get<{ modules: Contribution[] }>('modules')).modules;
}
