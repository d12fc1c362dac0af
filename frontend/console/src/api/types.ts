// The shapes the API answers with. An id that names nothing is "", a day is yyyymmdd or 0.

export type Text = Record<string, string>;
export type ID = string;
export type Day = number;

export type FigureStatus = 'ok' | 'not_available' | 'suppressed' | 'low_base';
export interface Interval {
  low: number;
  high: number;
  method: string;
}
export interface Figure {
  value: number | null;
  n: number;
  base: number;
  interval?: Interval | null;
  method: string;
  status: FigureStatus;
  reason?: string;
}

export interface List<T> {
  items: T[];
  next?: string;
}

export interface Org {
  id: ID;
  code: string;
  name: Text;
  zone: string;
}
export interface Me {
  user: { id: ID; email: string; name: string; lang: string };
  organisation: Org;
  whole_organisation: boolean;
  verbs: string[];
}

export type InstrumentKind = 'survey' | 'checklist' | 'scorecard';
export interface Option {
  code: string;
  label: Text;
  score?: number | null;
  points?: number | null;
  na?: boolean;
  fail?: boolean;
}
export interface Band {
  code: string;
  min: number;
  label: Text;
  tone?: string;
}
export interface Item {
  code: string;
  type: string;
  label: Text;
  hint?: Text;
  required?: boolean;
  show?: unknown;
  group?: boolean;
  outcome?: boolean;
  options?: Option[];
  other?: boolean;
  points?: number;
  low?: Text;
  high?: Text;
  weight?: number;
  critical?: { effect: string; value?: number };
  na?: boolean;
  benchmark?: boolean;
  key?: boolean;
  unit?: Text;
}
export interface Section {
  code: string;
  title: Text;
  intro?: Text;
  weight?: number;
  show?: unknown;
  items: Item[];
}
export interface TreeNode {
  code: string;
  label: Text;
  weight: number;
  children?: TreeNode[];
  item?: string;
}
export interface Document {
  schema: number;
  kind: InstrumentKind;
  title: Text;
  intro?: Text;
  source?: Text;
  languages: string[];
  sections: Section[];
  tree?: TreeNode[];
  scoring?: { mode: string; na: string; pass?: number; bands: Band[] };
  maturity?: { anchors: Option[]; bounds: Band[]; rule: string; coverage: number; weights_by?: Text };
}
export interface LibraryEntry {
  code: string;
  kind: InstrumentKind;
  title: Text;
  document: Document;
}
export interface Instrument {
  id: ID;
  client_id: ID;
  kind: InstrumentKind;
  code: string;
  title: Text;
  state: 'draft' | 'published' | 'closed';
  mode: string;
  draft_rev: number;
  version_id: ID;
  created_at: string;
  updated_at: string;
}
export interface InstrumentRow extends Instrument {
  responses?: number;
  last_at?: string | null;
}
export interface InstrumentDetail extends Instrument {
  document: Document;
  version?: Version | null;
  problems?: { location?: string; message?: string }[];
}
export interface Version {
  id: ID;
  instrument_id: ID;
  number: number;
  change: string;
  series_break: boolean;
  published_at: string;
  published_by: ID;
  document?: Document;
}
export interface Channel {
  id: ID;
  instrument_id: ID;
  kind: 'open' | 'qr' | 'test';
  code: string;
  name: Text;
  location_id: ID;
  touchpoint_id: ID;
  wave_id: ID;
  open: boolean;
  created_at: string;
  url?: string;
}

export interface Answer {
  number?: number | null;
  codes?: string[];
  text?: string;
  note?: string;
  photos?: string[];
  missing?: string;
}
export interface Response {
  id: ID;
  revision: number;
  version_id: ID;
  wave_id: ID;
  channel_id: ID;
  location_id: ID;
  touchpoint_id: ID;
  lang: string;
  source: string;
  state: string;
  valid: boolean;
  invalid_reason?: string;
  received_at: string;
  duration_ms: number;
  local_day: Day;
  answers?: Record<string, Answer>;
}

export interface Client {
  id: ID;
  code: string;
  name: Text;
}
export interface Unit {
  id: ID;
  client_id: ID;
  parent_id: ID;
  code: string;
  name: Text;
  position: number;
}
export interface Brand {
  id: ID;
  client_id: ID;
  code: string;
  name: Text;
  own: boolean;
}
export interface Location {
  id: ID;
  client_id: ID;
  unit_id: ID;
  brand_id: ID;
  code: string;
  name: Text;
  kind: string;
  zone: string;
  city: Text;
  active: boolean;
}
export interface Touchpoint {
  id: ID;
  client_id: ID;
  code: string;
  name: Text;
  position: number;
}
export interface Programme {
  id: ID;
  client_id: ID;
  kind: InstrumentKind;
  code: string;
  name: Text;
  instrument_id: ID;
  state: string;
}
export interface Wave {
  id: ID;
  programme_id: ID;
  code: string;
  name: Text;
  from_day: Day;
  to_day: Day;
  state: string;
  position: number;
}

export interface Visit {
  id: ID;
  client_id: ID;
  wave_id: ID;
  instrument_id: ID;
  version_id: ID;
  location_id: ID;
  state: string;
  report_state: string;
  from_day: Day;
  to_day: Day;
  response_id: ID;
  revision: number;
  first_published: number;
  score: number | null;
  first_score: number | null;
  verdict: string;
  band: string;
  visited_day: Day;
  excluded_from_reports: boolean;
  updated_at: string;
}
export interface VisitSummary extends Visit {
  location: { id: ID; code: string; name: Text };
  unit?: { id: ID; code: string; name: Text };
  brand: { id: ID; code: string; name: Text };
  own: boolean;
  auditor?: string;
}
export interface VisitEvent {
  id: ID;
  at: string;
  actor_id: ID;
  action: string;
  from: string;
  to: string;
  reason?: string;
  revision: number;
}

export interface Assessment {
  id: ID;
  client_id: ID;
  instrument_id: ID;
  version_id: ID;
  wave_id: ID;
  code: string;
  name: Text;
  state: 'open' | 'closed';
  from_day: Day;
  to_day: Day;
  assessors: string;
  created_at: string;
  updated_at: string;
}
export type LineKind = 'current' | 'target' | 'industry_best' | 'industry_average' | 'competitor';
export interface Line {
  id: ID;
  assessment_id: ID;
  kind: LineKind;
  name: Text;
  brand_id: ID;
  source: string;
  source_day: Day;
  informants: number;
  position: number;
}
export interface RatingInput {
  line_id: ID;
  item: string;
  score: number | null;
  evidence: string;
}
export interface Rating extends RatingInput {
  updated_at: string;
}
export interface AssessmentDetail extends Assessment {
  lines: Line[];
  ratings: Rating[];
  document: Document;
}

export type ReportKind = 'responses' | 'satisfaction' | 'checklist' | 'benchmark';
export interface ExportRequest {
  report: ReportKind;
  lang: string;
  instrument_id?: ID;
  wave_id?: ID;
  assessment_id?: ID;
  unit_id?: ID;
  location_id?: ID;
}
export interface Job {
  id: ID;
  state: 'queued' | 'running' | 'done' | 'failed' | 'dead';
  progress: number;
  error_key?: string;
  created_at: string;
  expires_at: string | null;
  request: ExportRequest;
  file?: { name: string; bytes: number };
}

export interface User {
  id: ID;
  email: string;
  name: string;
  lang: string;
  disabled: boolean;
  created_at: string;
  grants: Grant[];
}
export interface Grant {
  id: ID;
  user_id: ID;
  role_id: ID;
  client_id: ID;
  unit_id: ID;
  personal_data: boolean;
}
export interface Role {
  id: ID;
  code: string;
  name: Text;
  verbs: string[];
}
export interface APIKey {
  id: ID;
  user_id: ID;
  name: string;
  prefix: string;
  verbs: string[];
  expires_at: string | null;
  used_at: string | null;
  revoked: boolean;
  created_at: string;
}
export interface AuditRow {
  id: ID;
  at: string;
  actor_id: ID;
  verb: string;
  object: string;
  object_id: ID;
  request_id: string;
}
