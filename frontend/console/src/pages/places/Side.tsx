import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCanWhole } from '../../api/me';
import { useBrands, useTouchpoints } from '../../api/places';
import type { Brand, Client, Touchpoint } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Loaded, Nothing } from '../../parts/states';
import { BrandForm, TouchpointForm } from './BrandForms';

// Side shows what belongs to the whole client: its brands, its competitors', and the moments of a visit.
export function Side({ client }: { client: Client }) {
  return (
    <div className="cards">
      <Brands client={client} />
      <Touchpoints client={client} />
    </div>
  );
}

function EditButton({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation();
  const whole = useCanWhole();
  if (!whole('place.edit')) return null;
  return (
    <Button
      type="text"
      size="small"
      icon={<EditOutlined aria-hidden />}
      aria-label={`${t('ui.edit')} ${name}`}
      onClick={onClick}
    />
  );
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  const whole = useCanWhole();
  if (!whole('place.edit')) return null;
  return (
    <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  );
}

function Brands({ client }: { client: Client }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const brands = useBrands();
  const [editing, setEditing] = useState<Brand | 'new'>();
  return (
    <Panel
      title={t('ui.place.brands')}
      extra={<AddButton label={t('ui.place.add_brand')} onClick={() => setEditing('new')} />}
    >
      <Loaded of={brands} rows={2}>
        {(all) => {
          const rows = all.filter((b) => b.client_id === client.id);
          return rows.length === 0 ? (
            <Nothing text={t('ui.place.no_brands')} />
          ) : (
            <ul className="plain-list">
              {rows.map((b) => (
                <li key={b.id}>
                  {text(b.name)}{' '}
                  <span className={`chip ${b.own ? 'brand' : ''}`}>
                    {b.own ? '● ' : '○ '}
                    {t(b.own ? 'ui.brand.own' : 'ui.brand.competitor')}
                  </span>{' '}
                  <EditButton name={text(b.name)} onClick={() => setEditing(b)} />
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {editing && (
        <BrandForm
          client={client}
          row={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Panel>
  );
}

function Touchpoints({ client }: { client: Client }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const touchpoints = useTouchpoints();
  const [editing, setEditing] = useState<Touchpoint | 'new'>();
  const rows = (touchpoints.data ?? [])
    .filter((p) => p.client_id === client.id)
    .sort((a, b) => a.position - b.position);
  return (
    <Panel
      title={t('ui.place.touchpoints')}
      note={t('ui.place.touchpoints_note')}
      extra={<AddButton label={t('ui.place.add_touchpoint')} onClick={() => setEditing('new')} />}
    >
      <Loaded of={touchpoints} rows={3}>
        {() => (
          <ol className="journey">
            {rows.map((p) => (
              <li key={p.id}>
                {text(p.name)} <code>{p.code}</code> <EditButton name={text(p.name)} onClick={() => setEditing(p)} />
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      {editing && (
        <TouchpointForm
          client={client}
          row={editing === 'new' ? undefined : editing}
          next={(rows.at(-1)?.position ?? 0) + 1}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Panel>
  );
}
