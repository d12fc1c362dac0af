import { useQueryClient } from '@tanstack/react-query';
import { api, every } from './client';
import { useRead, useSend } from './query';
import type { Assessment, AssessmentDetail, Day, ID, Line, LineKind, RatingInput, Text } from './types';

export const useAssessments = (on = true) => useRead(['assessments'], () => every<Assessment>('/assessments'), on);

export const useAssessment = (id: ID) =>
  useRead(['assessment', id], () => api.get<AssessmentDetail>('/assessments/{id}', { path: { id } }));

export interface CreateAssessment {
  instrument_id: ID;
  code: string;
  name: Text;
  from_day: Day;
  to_day: Day;
  assessors: string;
}
export const useCreateAssessment = () =>
  useSend((body: CreateAssessment) => api.post<Assessment>('/assessments', { body }), [['assessments']]);

export const useChangeAssessment = (id: ID) =>
  useSend(
    (body: { state?: string; assessors?: string; name?: Text }) =>
      api.patch<Assessment>('/assessments/{id}', { path: { id }, body }),
    [['assessment', id], ['assessments']],
  );

export interface LineInput {
  id?: ID;
  kind?: LineKind;
  name: Text;
  source?: string;
  source_day?: Day;
  informants?: number;
}
export const useSaveLine = (assessment: ID) =>
  useSend(
    ({ id, ...body }: LineInput) =>
      id
        ? api.patch<Line>('/assessments/{id}/lines/{line}', { path: { id: assessment, line: id }, body })
        : api.post<Line>('/assessments/{id}/lines', { path: { id: assessment }, body }),
    [
      ['assessment', assessment],
      ['benchmark', assessment],
    ],
  );
export const useDeleteLine = (assessment: ID) =>
  useSend(
    (line: ID) => api.delete<undefined>('/assessments/{id}/lines/{line}', { path: { id: assessment, line } }),
    [
      ['assessment', assessment],
      ['benchmark', assessment],
    ],
  );

// The answer to a save is the whole assessment; it replaces what is loaded, while the editor goes on with what was typed.
export function useSaveRatings(assessment: ID) {
  const client = useQueryClient();
  return useSend(
    async (ratings: RatingInput[]) => {
      const whole = await api.put<AssessmentDetail>('/assessments/{id}/ratings', {
        path: { id: assessment },
        body: { ratings },
      });
      client.setQueryData(['assessment', assessment], whole);
      return whole;
    },
    [['benchmark', assessment]],
  );
}
