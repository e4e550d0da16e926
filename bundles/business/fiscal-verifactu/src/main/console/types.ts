/** A record as the chain browser of the server says it. */
export interface ChainRecord {
  id: string;
  chain: string;
  position: number;
  type: 'RegistroAlta' | 'RegistroAnulacion';
  invoiceId: string | null;
  fields: Record<string, string>;
  issuerName: string;
  description: string | null;
  recipient: { name: string; id: string } | null;
  previous: { issuer: string; number: string; issueDate: string; fingerprint: string } | null;
  fingerprint: string;
  qrUrl: string | null;
  installation: string;
  softwareVersion: string;
  chained: boolean;
  inOrder: boolean;
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
export function dayOf(record: ChainRecord): string {
  const text = record.fields['FechaExpedicionFactura'] ?? record.fields['FechaExpedicionFacturaAnulada'] ?? '';
  return text.split('-').reverse().join('-');
}

export const madeAt = (record: ChainRecord): string => record.fields['FechaHoraHusoGenRegistro'] ?? '';
