
/** A user as the organisation sees him. */
export interface Member {
  id: string;
  email: string;
  name: string;
  role: string;
  disabled: boolean;
  since: string;
  lastSeen: string | null;
  version: number;
}

export interface Role {
  id: string;
  name: string;
  builtIn: boolean;
  permissions: string[];
  version: number;
}

/** Something a role or an API key may be allowed. */
export interface Permission {
  id: string;
  name: string;
  module: string;
  moduleName: string;
  /** Whether who asks may do it, and so may grant it. */
  held: boolean;
}

export interface Invitation {
  id: string;
  email: string;
  role: string;
  expiresAt: string;
  /** Only in the answer to its making. */
  token?: string;
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  permissions: string[];
  created: string;
  expires: string | null;
  lastUsed: string | null;
  revoked: string | null;
}

export interface Account {
  id: string;
  email: string;
  name: string;
  locale: string;
  platformAdmin: boolean;
  disabled: boolean;
  version: number;
}

export interface Organization {
  id: string;
  name: string;
  legalName: string;
  taxId: string | null;
  country: string;
  currency: string;
  timeZone: string;
}

/** Everything in the organisation. */
export const EVERYTHING = '*';

/** Two letters that stand for a person. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase();
}

export const roleName = (roles: readonly Role[], id: string): string => roles.find((role) => role.id === id)?.name ?? id;

