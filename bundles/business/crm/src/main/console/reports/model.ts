/** What the reports of the CRM say. */
export interface Summary {
  currency: string;
  contacts: number;
  customers: number;
  active: number;
  newContacts: number;
  pending: number;
  overdue: number;
  openOpportunities: number;
  openValue: string;
  weightedValue: string;
  wonThisMonth: number;
  wonValueThisMonth: string;
  wonValueLastMonth: string;
  expectedThisQuarter: string;
  atRisk: number;
  overdueDebt: string;
}

export interface Funnel {
  made: number;
  won: number;
  lost: number;
  wonValue: string;
  stages: { stage: string; name: string; reached: number; value: string; ofMade: string | null; ofPrevious: string | null }[];
}

export interface Cycle {
  won: number;
  lost: number;
  wonValue: string;
  lostValue: string;
  winRate: string | null;
  meanWon: string | null;
  daysToWin: number | null;
  daysToWin90: number | null;
  stages: { stage: string; name: string; left: number; median: number | null; most: number | null; conversion: string | null }[];
  reasons: { reason: string; count: number; value: string }[];
}

export interface Expected {
  count: number;
  best: string;
  weighted: string;
  byHistory: string | null;
}

export interface Forecast {
  decided: number;
  months: { month: string; expected: Expected }[];
  late: Expected;
  undated: Expected;
  total: Expected;
}

export interface Campaign {
  source: string | null;
  contacts: number;
  opportunities: number;
  won: number;
  wonValue: string;
  invoiced: string;
  cost: string;
  returned: string | null;
}

export interface Cost {
  id: string;
  source: string;
  from: string;
  until: string;
  amount: string;
  note: string | null;
  version: number;
}
