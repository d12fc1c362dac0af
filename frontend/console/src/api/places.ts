import { useMemo } from 'react';
import { api, every } from './client';
import { useRead, useSend } from './query';
import type { Brand, Client, ID, Location, Programme, Text, Touchpoint, Unit, Wave } from './types';

export const useClients = (on = true) => useRead(['clients'], () => every<Client>('/clients'), on);
export const useUnits = (on = true) => useRead(['units'], () => every<Unit>('/units'), on);
export const useBrands = (on = true) => useRead(['brands'], () => every<Brand>('/brands'), on);
export const useLocations = (on = true) => useRead(['locations'], () => every<Location>('/locations'), on);
export const useTouchpoints = (on = true) => useRead(['touchpoints'], () => every<Touchpoint>('/touchpoints'), on);
export const useProgrammes = (on = true) => useRead(['programmes'], () => every<Programme>('/programmes'), on);
export const useWaves = (on = true) => useRead(['waves'], () => every<Wave>('/waves'), on);

export function byId<T extends { id: ID }>(rows: T[] | undefined): Map<ID, T> {
  return new Map((rows ?? []).map((row) => [row.id, row]));
}
export function useById<T extends { id: ID }>(rows: T[] | undefined): Map<ID, T> {
  return useMemo(() => byId(rows), [rows]);
}

export interface UnitInput {
  id?: ID;
  client_id?: ID;
  parent_id?: ID;
  code?: string;
  name: Text;
}
export const useSaveUnit = () =>
  useSend(
    ({ id, ...body }: UnitInput) =>
      id ? api.patch('/units/{id}', { path: { id }, body: { name: body.name } }) : api.post('/units', { body }),
    [['units']],
  );

export interface LocationInput {
  id?: ID;
  client_id?: ID;
  unit_id?: ID;
  brand_id?: ID;
  code?: string;
  name: Text;
  kind?: string;
  city?: Text;
}
export const useSaveLocation = () =>
  useSend(
    ({ id, ...body }: LocationInput) =>
      id ? api.patch('/locations/{id}', { path: { id }, body }) : api.post('/locations', { body }),
    [['locations']],
  );
