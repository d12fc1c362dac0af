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

export const useAddClient = () =>
  useSend((body: S['NewClient']) => take(api.POST('/api/v1/clients', { body })), [['clients'], ['touchpoints']]);

export const useAddBrand = () =>
  useSend((body: S['NewBrand']) => take(api.POST('/api/v1/brands', { body })), [['brands']]);
// Which brands are one's own decides how every result is read.
export const useChangeBrand = () =>
  useSend(
    ({ id, ...body }: S['BrandPatch'] & { id: ID }) =>
      take(api.PATCH('/api/v1/brands/{id}', { params: { path: { id } }, body })),
    [['brands'], ['checklist'], ['results']],
  );

export const useAddTouchpoint = () =>
  useSend((body: S['NewTouchpoint']) => take(api.POST('/api/v1/touchpoints', { body })), [['touchpoints']]);
export const useChangeTouchpoint = () =>
  useSend(
    ({ id, ...body }: S['TouchpointPatch'] & { id: ID }) =>
      take(api.PATCH('/api/v1/touchpoints/{id}', { params: { path: { id } }, body })),
    [['touchpoints']],
  );
