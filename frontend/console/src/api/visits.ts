import { api, every } from './client';
import { useRead, useSend } from './query';
import type { WaveRef, Ref } from './results';
import type { Answer, Band, Day, ID, Option, Text, Visit, VisitEvent, VisitSummary } from './types';

export const useVisits = (wave: ID, state: string) =>
  useRead(
    ['visits', wave, state],
    () => every<VisitSummary>('/visits', { query: { wave_id: wave, state } }),
    wave !== '',
  );

export interface PlanVisit {
  wave_id: ID;
  location_id: ID;
  from_day: Day;
  to_day: Day;
}
export const usePlanVisit = () =>
  useSend(
    (body: PlanVisit) => api.post<{ visit: Visit; link: string }>('/visits', { body }),
    [['visits'], ['checklist']],
  );

export interface VisitItem {
  code: string;
  type: string;
  label: Text;
  answer: Answer;
  answer_labels: Text[];
  options: Option[];
  earned: number;
  possible: number;
  weight: number;
  bonus?: number;
  deducted?: number;
  counted: boolean;
  failed: boolean;
  reason?: string;
  critical?: { effect: string; value?: number } | null;
  benchmark?: boolean;
  photos: { sha: string; width: number; height: number }[];
}
export interface VisitSection {
  code: string;
  title: Text;
  weight: number;
  share: number;
  earned: number;
  possible: number;
  score: number | null;
  zeroed: boolean;
  items: VisitItem[];
}
export interface VisitMove {
  action: string;
  needs_reason: boolean;
}
export interface VisitView extends VisitSummary {
  wave: WaveRef;
  checklist: Ref;
  version: number;
  bands: Band[];
  scored: {
    method: string;
    total: number | null;
    raw: number | null;
    earned: number;
    possible: number;
    deducted: number;
    verdict: string;
    criticals: { item: string; section: string; effect: string; value: number }[];
  } | null;
  sections: VisitSection[];
  revisions: {
    revision: number;
    received_at: string;
    score: number | null;
    verdict: string;
    band: string;
    current: boolean;
    first_published: boolean;
  }[];
  events: VisitEvent[];
  moves: VisitMove[];
  can_link: boolean;
  report_seen: boolean;
}

export const useVisit = (id: ID) => useRead(['visit', id], () => api.get<VisitView>('/visits/{id}', { path: { id } }));

export interface VisitStep {
  action: string;
  reason?: string;
  until?: Day;
  answers?: Record<string, Answer>;
}
export const useVisitStep = (id: ID) =>
  useSend(
    (body: VisitStep) => api.post<unknown>('/visits/{id}/actions', { path: { id }, body }),
    [['visit', id], ['visits'], ['checklist']],
  );

export const useVisitLink = (id: ID) =>
  useSend(() => api.post<{ link: string }>('/visits/{id}/link', { path: { id }, body: {} }), [['visit', id]]);

export const photoAddress = (visit: ID, sha: string) => `/api/v1/visits/${visit}/photos/${sha}`;
