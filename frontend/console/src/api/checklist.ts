import { api } from './client';
import { useRead } from './query';
import type { Change, Comparison, HeatMap, Method, Ref, TargetGap, WaveRef } from './results';
import type { Band, Day, Figure, ID, Text } from './types';

export interface VisitCounts {
  planned: number;
  done: number;
  valid: number;
  excluded: number;
  in_review: number;
  expired: number;
}
export interface BrandFigure {
  brand: Ref;
  figure: Figure;
}
export interface SectionResult {
  code: string;
  label: Text;
  weight: number;
  own: Comparison;
  rivals: BrandFigure[];
  items: number;
}
export interface BandCount {
  code: string;
  label: Text;
  min: number;
  tone?: string;
  count: number;
  share: Figure;
  previous: number | null;
}
export interface LeagueRow extends Ref {
  brand?: Ref | null;
  unit?: Ref | null;
  level?: number;
  locations?: number;
  visits: number;
  score: Figure;
  band?: string;
  sections: Figure[];
  criticals: number;
  failed: number;
  rank: number;
  of: number;
  tied: number;
  rank_change: number | null;
  previous?: Figure | null;
  change: number | null;
  target?: TargetGap | null;
}
export interface CheckResult {
  code: string;
  label: Text;
  section: string;
  weight: number;
  points: number;
  critical?: string;
  benchmark?: boolean;
  rate: Figure;
  loss: Figure;
  yes: number;
  part: number;
  no: number;
  na: number;
  losing: number;
  loss_rank: number;
  change?: Change | null;
}
export interface CriticalFinding {
  visit_id: ID;
  location: Ref;
  day: Day;
  item: string;
  label: Text;
  effect: string;
  value?: number;
  note: string;
  photos: string[];
}
export interface BrandStanding {
  brand: Ref;
  visits: number;
  locations: number;
  common: Figure;
  total: Figure;
  gap: number | null;
}
export interface Competitors {
  version: number;
  own: BrandStanding;
  rivals: BrandStanding[];
  best: string;
  gap_to_best: number | null;
  index: number | null;
  items: { code: string; label: Text; section: string; own: number; rivals: Record<string, number>; gap: number }[];
  left_out: { code: string; label: Text }[];
  sections: { code: string; label: Text; items: number; own: number; rivals: Record<string, number> }[];
}
export interface ChecklistPeriod {
  wave: WaveRef;
  current?: boolean;
  series_break?: boolean;
  visits: number;
  score: Figure;
  pass_rate: Figure;
  target?: TargetGap | null;
  rivals: BrandFigure[];
  criticals: number;
}
export interface Checklist {
  header: {
    client: Ref;
    programme: Ref;
    instrument: Ref;
    wave: WaveRef;
    previous_wave: WaveRef | null;
    waves: WaveRef[];
    first_day: Day;
    last_day: Day;
    scoring: { mode: string; pass?: number; bands: Band[] } | null;
    whole: boolean;
    as_of: string;
    not_yet_derived: number;
  };
  summary: {
    own: VisitCounts;
    rivals: VisitCounts;
    locations: number;
    score: Comparison;
    pass_rate: Comparison;
    critical_rate: Figure;
    critical_count: number;
    critical_items: number;
    critical_previous: number | null;
  };
  sections: SectionResult[];
  bands: BandCount[];
  units: LeagueRow[];
  league: LeagueRow[];
  heat_map: HeatMap;
  items: CheckResult[];
  critical: CriticalFinding[];
  competitors: Competitors | null;
  trend: ChecklistPeriod[];
  methods: Method[];
}

export const useChecklist = (wave: ID) =>
  useRead(['checklist', wave], () => api.get<Checklist>('/waves/{id}/checklist', { path: { id: wave } }), wave !== '');
