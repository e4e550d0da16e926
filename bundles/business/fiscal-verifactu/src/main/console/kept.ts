/** How the program works for the business, as the server says it. */
export type OperatingMode = 'VERIFACTU' | 'NO_VERIFACTU';

export interface Decision {
  mode: OperatingMode;
  from: string;
  decidedAt: string;
}

export interface ModeState {
  mode: OperatingMode;
  since: string | null;
  next: Decision | null;
  endOfVerifactu: string | null;
  certificate: { state: 'READY' | 'MISSING' | 'UNREADABLE' | 'EXPIRED'; subject: string | null; validUntil: string | null };
  history: Decision[];
}

/** The responsible declaration of the program. */
export interface Declaration {
  title: string;
  complete: boolean;
  items: { letter: string; label: string; value: string }[];
}

/** An event of the log; the XML only where one is read alone. */
export interface LoggedEvent {
  id: string;
  chain: string;
  position: number;
  type: string;
  generatedAt: string;
  fingerprint: string;
  previous: string | null;
  note: string | null;
  xml: string | null;
}

interface Looked {
  checked: number;
  signed: number;
  anomalyCount: number;
  anomalies: { anomaly: string; position: number; id: string | null }[];
}

/** What came of a look at all records and events. */
export interface CheckReport {
  intact: boolean;
  records: Looked;
  events: Looked;
}
