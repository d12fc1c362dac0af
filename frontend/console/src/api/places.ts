import { useMemo } from 'react';
import { api, every, take } from './client';
import { useRead, useSend } from './query';
import type { components } from './schema';
import type { ID } from './types';

type S = components['schemas'];

export const useClients = (on = true) =>
  useRead(['clients'], () => every((query) => api.GET('/api/v1/clients', { params: { query } })), on);
export const useUnits = (on = true) =>
  useRead(['units'], () => every((query) => api.GET('/api/v1/units', { params: { query } })), on);
export const useBrands = (on = true) =>
  useRead(['brands'], () => every((query) => api.GET('/api/v1/brands', { params: { query } })), on);
export const useLocations = (on = true) =>
  useRead(['locations'], () => every((query) => api.GET('/api/v1/locations', { params: { query } })), on);
export const useTouchpoints = (on = true) =>
  useRead(['touchpoints'], () => every((query) => api.GET('/api/v1/touchpoints', { params: { query } })), on);
export const useProgrammes = (on = true) =>
  useRead(['programmes'], () => every((query) => api.GET('/api/v1/programmes', { params: { query } })), on);
export const useWaves = (on = true) =>
  useRead(['waves'], () => every((query) => api.GET('/api/v1/waves', { params: { query } })), on);

export function useById<T extends { id: ID }>(rows: T[] | undefined): Map<ID, T> {
  return useMemo(() => new Map((rows ?? []).map((row) => [row.id, row])), [rows]);
}

export const useAddUnit = () => useSend((body: S['NewUnit']) => take(api.POST('/api/v1/units', { body })), [['units']]);
export const useChangeUnit = () =>
  useSend(
    ({ id, ...body }: S['UnitPatch'] & { id: ID }) =>
      take(api.PATCH('/api/v1/units/{id}', { params: { path: { id } }, body })),
    [['units']],
  );

export const useAddLocation = () =>
  useSend((body: S['NewLocation']) => take(api.POST('/api/v1/locations', { body })), [['locations']]);
export const useChangeLocation = () =>
  useSend(
    ({ id, ...body }: S['LocationPatch'] & { id: ID }) =>
      take(api.PATCH('/api/v1/locations/{id}', { params: { path: { id } }, body })),
    [['locations']],
  );
