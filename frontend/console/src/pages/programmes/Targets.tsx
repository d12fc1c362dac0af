import { DeleteOutlined } from '@ant-design/icons';
import { Button, Drawer, Form, InputNumber, Popconfirm, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useInstrument } from '../../api/instruments';
import { useCan, useCanWhole } from '../../api/me';
import { useById, useLocations, useUnits } from '../../api/places';
import { useSetTargets, useTargets, useWaves, type TargetInput } from '../../api/programmes';
import type { Document, Programme, Target } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Scroll } from '../../parts/Scroll';
import { ErrorState, Loaded, Nothing } from '../../parts/states';
import { measuresOf } from './measures';

// Targets shows what the measures of a programme's instrument should reach, by place and wave, and lets it be set.
export function Targets({ programme, onClose }: { programme: Programme; onClose: () => void }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const can = useCan();
  const instrument = useInstrument(programme.instrument_id);
  return (
    <Drawer open onClose={onClose} size={720} title={`${t('ui.target.heading')} · ${text(programme.name)}`}>
      <Loaded of={instrument}>
        {(data) => (
          <div className="stack">
            <p className="note">
              {t(programme.kind === 'survey' ? 'ui.target.note_survey' : 'ui.target.note_checklist')}
            </p>
            {can('target.edit') && <NewTarget programme={programme} document={data.document} />}
            <TargetTable programme={programme} document={data.document} />
          </div>
        )}
      </Loaded>
    </Drawer>
  );
}

interface Props {
  programme: Programme;
  document: Document;
}

function useChoices({ programme, document }: Props) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const can = useCan();
  const here = (row: { client_id: string }) => row.client_id === programme.client_id;
  return {
    measures: measuresOf(document, t, text),
    units: (useUnits(can('place.read')).data ?? []).filter(here),
    locations: (useLocations(can('place.read')).data ?? []).filter(here),
    waves: (useWaves().data ?? []).filter((w) => w.programme_id === programme.id),
  };
}

interface Fields {
  measure: string;
  place?: string; // "unit:…", "location:…" or nothing: the whole client
  wave?: string;
  value: number;
}

function NewTarget(props: Props) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const whole = useCanWhole();
  const { measures, units, locations, waves } = useChoices(props);
  const [form] = Form.useForm<Fields>();
  const set = useSetTargets(props.programme.instrument_id);
  const save = ({ measure, place = '', wave, value }: Fields) => {
    const [kind, id] = place.split(':');
    const target: TargetInput = {
      instrument_id: props.programme.instrument_id,
      measure,
      value,
      unit_id: kind === 'unit' ? id : undefined,
      location_id: kind === 'location' ? id : undefined,
      wave_id: wave,
    };
    set.mutate([target], { onSuccess: () => form.resetFields(['value']) });
  };
  return (
    <Form form={form} layout="vertical" className="sunk target-form" onFinish={save}>
      {set.error && <ErrorState error={set.error} />}
      <div className="fields">
        <Form.Item name="measure" label={t('ui.target.measure')} rules={[{ required: true, message: t('ui.choose') }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={measures} />
        </Form.Item>
        <Form.Item
          name="place"
          label={t('ui.target.place')}
          rules={[{ required: !whole('target.edit'), message: t('ui.choose') }]}
        >
          <Select
            allowClear
            placeholder={whole('target.edit') ? t('ui.target.everywhere') : undefined}
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { label: t('ui.unit'), options: units.map((u) => ({ value: `unit:${u.id}`, label: text(u.name) })) },
              {
                label: t('ui.location'),
                options: locations.map((l) => ({ value: `location:${l.id}`, label: text(l.name) })),
              },
            ]}
          />
        </Form.Item>
        <Form.Item name="wave" label={t('ui.wave')}>
          <Select
            allowClear
            placeholder={t('ui.target.every_wave')}
            options={waves.map((w) => ({ value: w.id, label: text(w.name) }))}
          />
        </Form.Item>
        <Form.Item
          name="value"
          label={t('ui.figure.target')}
          rules={[{ required: true, message: t('ui.target.value_needed') }]}
        >
          <InputNumber min={-100} max={100} step={1} className="wide" />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={set.isPending}>
        {t('ui.target.set')}
      </Button>
    </Form>
  );
}

function TargetTable(props: Props) {
  const { t } = useTranslation();
  const targets = useTargets(props.programme.instrument_id);
  return (
    <Loaded of={targets} rows={3}>
      {(rows) =>
        rows.length === 0 ? (
          <Nothing text={t('ui.target.none')} />
        ) : (
          <Scroll label={t('ui.target.heading')}>
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t('ui.target.measure')}</th>
                  <th scope="col">{t('ui.target.place')}</th>
                  <th scope="col">{t('ui.wave')}</th>
                  <th scope="col" className="num">
                    {t('ui.figure.target')}
                  </th>
                  <th scope="col">{t('ui.actions')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <TargetRow key={row.id} row={row} {...props} />
                ))}
              </tbody>
            </table>
          </Scroll>
        )
      }
    </Loaded>
  );
}

function TargetRow({ row, ...props }: Props & { row: Target }) {
  const { t } = useTranslation();
  const { text, number } = useFormat();
  const can = useCan();
  const whole = useCanWhole();
  const { measures, units, locations } = useChoices(props);
  const unit = useById(units).get(row.unit_id);
  const location = useById(locations).get(row.location_id);
  const wave = useById(useWaves().data).get(row.wave_id);
  const set = useSetTargets(row.instrument_id);
  const measure = measures.find((m) => m.value === row.measure)?.label ?? row.measure;
  const mine = row.unit_id || row.location_id ? can('target.edit') : whole('target.edit');
  const { instrument_id, unit_id, location_id, wave_id } = row;
  const remove = { instrument_id, measure: row.measure, unit_id, location_id, wave_id, value: null };
  return (
    <tr>
      <th scope="row">{measure}</th>
      <td>{text((unit ?? location)?.name) || t('ui.target.everywhere')}</td>
      <td>{wave ? text(wave.name) : t('ui.target.every_wave')}</td>
      <td className="num">{number(row.value, Number.isInteger(row.value) ? 0 : 1)}</td>
      <td>
        {mine && (
          <Popconfirm
            title={t('ui.target.remove_ask')}
            okText={t('ui.remove')}
            cancelText={t('ui.cancel')}
            onConfirm={() => set.mutateAsync([remove]).catch(() => undefined)}
          >
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              loading={set.isPending}
              aria-label={`${t('ui.remove')} ${measure}`}
            />
          </Popconfirm>
        )}
        {set.error && <ErrorState error={set.error} />}
      </td>
    </tr>
  );
}
