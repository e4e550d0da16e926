export type SubmissionState = 'PENDING' | 'SENT' | 'ACCEPTED' | 'ACCEPTED_WITH_ERRORS' | 'REJECTED';

/** How far a record has come on its way to the tax agency. */
export interface Submission {
  state: SubmissionState;
  code: string | null;
  message: string | null;
  csv: string | null;
  attempts: number;
  queuedAt: string;
  sentAt: string | null;
  answeredAt: string | null;
}

export interface BreakdownLine {
  tax: string | null;
  scheme: string | null;
  treatment: string;
  rate: string | null;
  base: string;
  amount: string | null;
  surchargeRate: string | null;
  surcharge: string | null;
}

/** A record as the chain browser of the server says it. */
export interface ChainRecord {
  id: string;
  chain: string;
  position: number;
  type: 'RegistroAlta' | 'RegistroAnulacion';
  invoiceId: string | null;
  fields: Record<string, string>;
  issuerName: string;
  kind: string | null;
  operation: { correction: string | null; rejection: string | null; withoutRecord: string | null };
  operationDate: string | null;
  corrected: { number: string; issueDate: string }[];
  replaced: { number: string; issueDate: string }[];
  description: string | null;
  recipient: { name: string; id: string; idType: string | null; country: string | null } | null;
  breakdown: BreakdownLine[];
  previous: { issuer: string; number: string; issueDate: string; fingerprint: string } | null;
  fingerprint: string;
  qrUrl: string | null;
  installation: string;
  softwareVersion: string;
  chained: boolean;
  inOrder: boolean;
  previousId: string | null;
  nextId: string | null;
  submission: Submission | null;
  correctable: boolean;
  resendable: boolean;
}

/** How the sending stands. */
export interface Summary {
  obstacle: 'SWITCHED_OFF' | 'NO_CERTIFICATE' | 'BAD_CERTIFICATE' | 'EXPIRED_CERTIFICATE' | null;
  address: string;
  certificateSubject: string | null;
  certificateUntil: string | null;
  pending: number;
  accepted: number;
  acceptedWithErrors: number;
  rejected: number;
  nextAt: string | null;
  lastSentAt: string | null;
  lastAnswerAt: string | null;
  incidentSince: string | null;
  problem: 'UNREACHABLE' | 'NO_ANSWER' | 'UNAVAILABLE' | 'REFUSED' | 'SPOILED' | null;
  problemText: string | null;
}

export interface Difference {
  number: string;
  issueDate: string;
  kind: 'ONLY_HERE' | 'ONLY_THERE' | 'TOTAL' | 'STATE' | 'FINGERPRINT';
  here: string | null;
  there: string | null;
}

export interface Comparison {
  year: number;
  month: number;
  here: number;
  waiting: number;
  there: number;
  differenceCount: number;
  differences: Difference[];
}

export interface Declaration {
  title: string;
  complete: boolean;
  items: { letter: string; label: string; value: string }[];
}

export interface Fault {
  position: number;
  record: string | null;
  kind: 'CHANGED' | 'BROKEN_LINK' | 'GAP' | 'TIME' | 'HEAD';
}

export interface ChainReport {
  chain: string;
  issuer: string;
  installation: string;
  intact: boolean;
  records: number;
  lastFingerprint: string | null;
  faultCount: number;
  faults: Fault[];
}

export interface Report {
  intact: boolean;
  chains: ChainReport[];
}

export const numberOf = (record: ChainRecord): string => record.fields['NumSerieFactura'] ?? record.fields['NumSerieFacturaAnulada'] ?? '';

/** The XML's `20-11-2026` as a day. */
export const isoDay = (text: string): string => text.split('-').reverse().join('-');

export const dayOf = (record: ChainRecord): string => isoDay(record.fields['FechaExpedicionFactura'] ?? record.fields['FechaExpedicionFacturaAnulada'] ?? '');

export const madeAt = (record: ChainRecord): string => record.fields['FechaHoraHusoGenRegistro'] ?? '';
