import { DatePicker, Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useAddWave, useChangeWave } from '../../api/programmes';
import type { Programme, Wave } from '../../api/types';
import { fromDay, toDay } from '../../parts/day';
import { NamedDialog } from '../../parts/NamedDialog';
import { textOf, type Names } from '../../parts/NameFields';
import { stateOf, statesFor, waveLook, type WaveState } from './waves';

type Fields = Names & { code: string; days: [Dayjs, Dayjs]; state: WaveState };

// WaveForm adds a period to a programme, or changes its name, days and state.
export function WaveForm({ programme, row, onClose }: { programme: Programme; row?: Wave; onClose: () => void }) {
  const { t } = useTranslation();
  const add = useAddWave();
  const change = useChangeWave();
  const days = row && [fromDay(row.from_day), fromDay(row.to_day)];
  const save = (f: Fields) => {
    const both = { name: textOf(f), from_day: toDay(f.days[0]), to_day: toDay(f.days[1]) };
    if (row) change.mutate({ id: row.id, ...both, state: f.state }, { onSuccess: onClose });
    else
      add.mutate(
        { programme_id: programme.id, code: f.code, ...both, state: f.state === 'open' ? 'open' : 'planned' },
        { onSuccess: onClose },
      );
  };
  return (
    <NamedDialog<Fields>
      title={t(row ? 'ui.wave.edit' : 'ui.wave.add')}
      row={row}
      first={{ state: row ? stateOf(row) : 'open', ...(days?.[0] && days[1] ? { days: [days[0], days[1]] } : {}) }}
      saving={row ? change : add}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="days"
        label={t('ui.wave.days')}
        extra={programme.kind === 'survey' ? t('ui.wave.days_note') : undefined}
        rules={[{ required: true, message: t('ui.choose') }]}
      >
        <DatePicker.RangePicker className="wide" />
      </Form.Item>
      <Form.Item name="state" required label={t('ui.state')}>
        <Select options={statesFor(row).map((s) => ({ value: s, label: t(waveLook[s].key) }))} />
      </Form.Item>
    </NamedDialog>
  );
}
