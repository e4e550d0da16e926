import { host, pick, shellTexts } from '../kit/core.js';
import { logo } from './logo.js';
import { parts, type LoadedModule } from './modules.js';
import { preferences } from '../kit/core/preferences.js';

export interface Step {
  id: string;
  title: () => string;
  done: boolean;
  /** The view of a module that is this step; the shell's own have none. */
  module?: LoadedModule;
  view?: string;
}

export interface Progress {
  all: Step[];
  open: number;
  dismissed: boolean;
}

interface Kept {
  done: string[];
  dismissed: boolean;
}

const KEY = 'console.welcome';

/** The first steps of a business: the shell's own and those of the modules, and how far the user has come. */
export async function welcomeProgress(): Promise<Progress> {
  const kept = await preferences.get<Kept>(KEY, { done: [], dismissed: false });
  const all: Step[] = [];
  const organization = host.organization;
  if (host.may('security.organization.manage')) {
    const filled = Boolean(organization?.taxId && organization.address);
    all.push({ id: 'business', title: () => shellTexts.t('welcome.business'), done: filled });
    all.push({ id: 'logo', title: () => shellTexts.t('welcome.logo'), done: kept.done.includes('logo') || (await hasLogo()) });
  }
  for (const { module, part } of parts('firstSteps')) {
    const id = `${module.entry.id}.${part.id}`;
    all.push({ id, title: () => pick(part.title), done: kept.done.includes(id), module, view: part.view });
  }
  if (host.may('security.user.manage')) {
    all.push({ id: 'invite', title: () => shellTexts.t('welcome.invite'), done: kept.done.includes('invite') });
  }
  return { all, open: all.filter((step) => !step.done).length, dismissed: kept.dismissed };
}

export async function markStep(id: string): Promise<void> {
  const kept = await preferences.get<Kept>(KEY, { done: [], dismissed: false });
  if (!kept.done.includes(id)) await preferences.set(KEY, { ...kept, done: [...kept.done, id] });
}

export async function dismissWelcome(): Promise<void> {
  const kept = await preferences.get<Kept>(KEY, { done: [], dismissed: false });
  await preferences.set(KEY, { ...kept, dismissed: true });
}

async function hasLogo(): Promise<boolean> {
  try {
    return (await logo()) !== undefined;
  } catch {
    return false;
  }
}
