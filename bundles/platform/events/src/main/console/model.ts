/** Who receives events. */
export interface Subscriber {
  name: string;
  title: string;
  lag: number;
  state: 'RUNNING' | 'ABSENT';
  held: number;
  parked: number;
}

/** An event a subscriber could not take, or that waits behind one. */
export interface HeldEvent {
  subscriber: string;
  position: number;
  id: string;
  type: string;
  aggregate: string;
  state: 'RETRY' | 'PARKED' | 'HELD';
  attempts: number;
  nextTry: string | null;
  error: string | null;
  heldAt: string;
}
