import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBrands, useById, useClients, useLocations, useUnits } from '../../api/places';
import { MeContext, useCan, useCanWhole } from '../../api/me';
import type { Client, Location, Unit } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Gate, Loaded, Nothing } from '../../parts/states';
import { ClientForm } from './BrandForms';
import { LocationForm, UnitForm } from './PlaceForms';
import { Side } from './Side';

type Editing = { what: 'unit'; row?: Unit; client: Client } | { what: 'location'; row?: Location; client: Client };

export default function Places() {
  const { t } = useTranslation();
  const clients = useClients();
  const agency = useContext(MeContext)?.whole_organisation;
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t('ui.nav.places')}
      note={t('ui.place.note')}
      actions={
        agency && (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('ui.place.add_client')}
          </Button>
        )
      }
    >
      <Gate verb="place.read">
        <Loaded of={clients}>
          {(rows) => (
            <div className="stack">
              {rows.map((client) => (
                <ClientPlaces key={client.id} client={client} several={rows.length > 1} />
              ))}
            </div>
          )}
        </Loaded>
      </Gate>
      {adding && <ClientForm onClose={() => setAdding(false)} />}
    </Page>
  );
}

function ClientPlaces({ client, several }: { client: Client; several: boolean }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const can = useCan();
  const whole = useCanWhole();
  const units = useUnits();
  const locations = useLocations();
  const brands = useBrands();
  const [editing, setEditing] = useState<Editing>();
  const mine = <T extends { client_id: string }>(rows: T[]) => rows.filter((row) => row.client_id === client.id);
  return (
    <section className="stack">
      {several && <h2 className="section-title">{text(client.name)}</h2>}
      <Panel
        title={t('ui.place.tree')}
        flush
        extra={
          can('place.edit') && (
            <>
              <Button icon={<PlusOutlined aria-hidden />} onClick={() => setEditing({ what: 'unit', client })}>
                {t('ui.place.add_unit')}
              </Button>
              <Button
                icon={<PlusOutlined aria-hidden />}
                disabled={mine(units.data ?? []).length === 0 || mine(brands.data ?? []).length === 0}
                onClick={() => setEditing({ what: 'location', client })}
              >
                {t('ui.place.add_location')}
              </Button>
            </>
          )
        }
      >
        {whole('place.edit') && locations.data && mine(locations.data).length === 0 && (
          <p className="note first-steps">{t('ui.place.first_steps')}</p>
        )}
        <Loaded of={units}>
          {(all) => (
            <Loaded of={locations}>
              {(places) => (
                <Tree
                  units={mine(all)}
                  locations={mine(places)}
                  onUnit={(row) => setEditing({ what: 'unit', row, client })}
                  onLocation={(row) => setEditing({ what: 'location', row, client })}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      </Panel>
      <Side client={client} />
      {editing?.what === 'unit' && (
        <UnitForm
          client={client}
          row={editing.row}
          units={mine(units.data ?? [])}
          onClose={() => setEditing(undefined)}
        />
      )}
      {editing?.what === 'location' && (
        <LocationForm
          client={client}
          row={editing.row}
          units={mine(units.data ?? [])}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}

interface TreeProps {
  units: Unit[];
  locations: Location[];
  onUnit: (row: Unit) => void;
  onLocation: (row: Location) => void;
}

function Tree({ units, locations, onUnit, onLocation }: TreeProps) {
  const { t } = useTranslation();
  const known = new Set(units.map((u) => u.id));
  const roots = units.filter((u) => !known.has(u.parent_id));
  if (roots.length === 0) return <Nothing text={t('ui.place.none')} />;
  return (
    <ul className="place-tree">
      {roots.map((unit) => (
        <Branch key={unit.id} unit={unit} units={units} locations={locations} onUnit={onUnit} onLocation={onLocation} />
      ))}
    </ul>
  );
}

function Branch({ unit, ...rest }: TreeProps & { unit: Unit }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const can = useCan();
  const brands = useById(useBrands().data);
  const below = rest.units.filter((u) => u.parent_id === unit.id).sort((a, b) => a.position - b.position);
  const here = rest.locations.filter((l) => l.unit_id === unit.id);
  const edit = (name: string, open: () => void) =>
    can('place.edit') && (
      <Button
        type="text"
        size="small"
        icon={<EditOutlined aria-hidden />}
        aria-label={`${t('ui.edit')} ${name}`}
        onClick={open}
      />
    );
  return (
    <li>
      <div className="branch">
        <b>{text(unit.name)}</b> <code>{unit.code}</code>
        <span className="note">{t('ui.place.locations', { count: here.length })}</span>
        {edit(text(unit.name), () => rest.onUnit(unit))}
      </div>
      {here.length > 0 && (
        <ul className="leaves">
          {here.map((l) => {
            const brand = brands.get(l.brand_id);
            return (
              <li key={l.id}>
                <span>{text(l.name)}</span>
                <span className={`chip ${brand?.own ? 'brand' : ''}`}>
                  {brand?.own ? '● ' : '○ '}
                  {text(brand?.name)}
                </span>
                {!l.active && <span className="chip watch">■ {t('ui.place.inactive')}</span>}
                <span className="note">{text(l.city)}</span>
                {edit(text(l.name), () => rest.onLocation(l))}
              </li>
            );
          })}
        </ul>
      )}
      {below.length > 0 && (
        <ul>
          {below.map((u) => (
            <Branch key={u.id} unit={u} {...rest} />
          ))}
        </ul>
      )}
    </li>
  );
}
