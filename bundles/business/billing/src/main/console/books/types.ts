/** What the server says of the VAT books. */
export interface IssuedLine {
  invoiceId: string;
  status: 'ISSUED' | 'CANCELLED';
  kind: string;
  number: string;
  issueDate: string;
  operationDate: string | null;
  customerName: string;
  customerTaxId: string | null;
  total: string;
  withheld: string;
  treatment: string;
  cause: string | null;
  rate: string;
  base: string;
  tax: string;
  surcharge: string;
  counts: boolean;
}

export interface Group {
  rate: string;
  base: string;
  tax: string;
  surcharge: string;
  deductiblePercent: string;
}

export interface SupplierInvoice {
  id: string;
  supplierName: string;
  supplierTaxId: string;
  supplierCountry: string;
  number: string;
  issuedOn: string;
  receivedOn: string;
  operation: string;
  services: boolean;
  investment: boolean;
  corrective: boolean;
  taxes: Group[];
  withheld: string;
  total: string;
  dueOn: string | null;
  paidOn: string | null;
  remark: string | null;
  version: number;
}

export interface FormLine {
  section: 'ACCRUED' | 'DEDUCTIBLE' | 'RESULT' | 'INFORMATION' | 'VOLUME';
  label: string;
  rate: string | null;
  baseBox: string | null;
  base: string;
  taxBox: string | null;
  tax: string;
  documents: number;
}

export interface VatForm {
  form: '303' | '390';
  from: string;
  to: string;
  lines: FormLine[];
  accrued: string;
  deductible: string;
  result: string;
}

export interface Posting {
  key: string;
  issued: boolean;
  documentId: string;
  number: string;
  date: string;
  name: string;
  base: string;
  tax: string;
}

export interface Party {
  key: 'A' | 'B';
  taxId: string;
  name: string;
  total: string;
  quarters: string[];
  documents: { issued: boolean; id: string; number: string; date: string; amount: string }[];
}
