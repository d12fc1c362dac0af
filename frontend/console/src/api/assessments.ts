import { useQueryClient } from '@tanstack/react-query';
import { api, every, take } from './client';
import { useRead, useSend } from './query';
import type { components } from './schema';
import type { ID, RatingInput } from './types';

type S = components['schemas'];

export const useAssessments = (on = true) =>
  useRead(['assessments'], () => every((query) => api.GET('/api/v1/assessments', { params: { query } })), on);

export const useAssessment = (id: ID) =>
  useRead(['assessment', id], () => take(api.GET('/api/v1/assessments/{id}', { params: { path: { id } } })));

export const useBenchmark = (id: ID) =>
  useRead(
    ['benchmark', id],
    () => take(api.GET('/api/v1/assessments/{id}/benchmark', { params: { path: { id } } })),
    id !== '',
  );

export const useCreateAssessment = () =>
  useSend((body: S['NewAssessment']) => take(api.POST('/api/v1/assessments', { body })), [['assessments']]);

export const useChangeAssessment = (id: ID) =>
  useSend(
    (body: S['AssessmentPatch']) => take(api.PATCH('/api/v1/assessments/{id}', { params: { path: { id } }, body })),
    [['assessment', id], ['assessments'], ['benchmark', id]],
  );

export const useAddLine = (id: ID) =>
  useSend(
    (body: S['NewLine']) => take(api.POST('/api/v1/assessments/{id}/lines', { params: { path: { id } }, body })),
    [
      ['assessment', id],
      ['benchmark', id],
    ],
  );
export const useChangeLine = (id: ID) =>
  useSend(
    ({ line, ...body }: S['LinePatch'] & { line: ID }) =>
      take(api.PATCH('/api/v1/assessments/{id}/lines/{line}', { params: { path: { id, line } }, body })),
    [
      ['assessment', id],
      ['benchmark', id],
    ],
  );
export const useDeleteLine = (id: ID) =>
  useSend(
    (line: ID) => take(api.DELETE('/api/v1/assessments/{id}/lines/{line}', { params: { path: { id, line } } })),
    [
      ['assessment', id],
      ['benchmark', id],
    ],
  );

// The answer to a save is the whole assessment; it replaces what is loaded, while the editor goes on with what was typed.
export function useSaveRatings(id: ID) {
  const client = useQueryClient();
  return useSend(
    async (ratings: RatingInput[]) => {
      const whole = await take(
        api.PUT('/api/v1/assessments/{id}/ratings', { params: { path: { id } }, body: { ratings } }),
      );
      client.setQueryData(['assessment', id], whole);
      return whole;
    },
    [['benchmark', id]],
  );
}
