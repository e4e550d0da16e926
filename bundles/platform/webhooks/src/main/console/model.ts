import type { Tone, ViewContext } from '@console/core';

/** Where events are sent. */
export interface Endpoint {
  id: string;
  url: string;
  description?: string;
  types: string[];
  enabled: boolean;
  disabledReason?: 'GONE' | 'FAILING';
  disabledAt?: string;
  activeSince: string;
  oldSecretUntil?: string;
  created: string;
  version: number;
}

/** How an endpoint fares. */
export interface Standing {
  endpoint: string;
  waiting: number;
  delivered: number;
  failed: number;
  failingSince?: string;
  pausedUntil?: string;
  lastDelivered?: string;
}

/** An endpoint with the only sight of its secret. */
export interface Issued {
  endpoint: Endpoint;
  secret: string;
}

export type DeliveryState = 'PENDING' | 'DELIVERED' | 'FAILED';

/** One event on its way to one endpoint. */
export interface Delivery {
  id: string;
  endpoint: string;
  event: string;
  type: string;
  state: DeliveryState;
  attempts: number;
  nextAttempt?: string;
  created: string;
  finished?: string;
  lastStatus?: number;
  lastProblem?: string;
}

export interface Attempt {
  at: string;
  millis: number;
  status?: number;
  problem?: string;
  answer?: string;
}

export interface DeliveryDetail {
  delivery: Delivery;
  url: string;
  body: string;
  tries: Attempt[];
}

export const READ_AGAIN_AFTER = 400;
export const MANAGE = 'webhooks.endpoint.manage';

/** `example.com`, of an address that may be long. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

export const nameOf = (endpoint: Endpoint): string => endpoint.description ?? hostOf(endpoint.url);

/** What is to be said first about an endpoint. */
export function stateOf(endpoint: Endpoint, standing: Standing | undefined, ctx: ViewContext): { tone: Tone; text: string } {
  if (!endpoint.enabled) return endpoint.disabledReason ? { tone: 'bad', text: ctx.t('state.switched-off') } : { tone: 'plain', text: ctx.t('state.disabled') };
  if (standing?.failingSince) return { tone: 'warn', text: ctx.t('state.failing') };
  return { tone: 'ok', text: ctx.t('state.active') };
}

const TONES: Record<DeliveryState, Tone> = { PENDING: 'info', DELIVERED: 'ok', FAILED: 'bad' };

/** Waiting for the first attempt and waiting after a failure are not the same to whoever looks. */
export function deliveryState(delivery: Delivery, ctx: ViewContext): { tone: Tone; text: string } {
  if (delivery.state === 'PENDING' && delivery.attempts > 0) return { tone: 'warn', text: ctx.t('delivery.RETRY') };
  return { tone: TONES[delivery.state], text: ctx.t(`delivery.${delivery.state}`) };
}

/** «HTTP 500», or why nobody answered. */
export function outcome(status: number | undefined, problem: string | undefined, ctx: ViewContext): string {
  if (status !== undefined) return `HTTP ${status}`;
  return problem ? ctx.t(`problem.${problem}`) : '';
}
