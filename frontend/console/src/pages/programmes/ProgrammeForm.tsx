import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddProgramme, useChangeProgramme } from '../../api/programmes';
import type { Instrument, Programme } from '../../api/types';
import { useFormat } from '../../parts/format';
import { NamedDialog } from '../../parts/NamedDialog';
import { textOf, type Names } from '../../parts/NameFields';
import { kindKey } from './kinds';

type Fields = Names & { code: string; instrument_id: string; state: 'active' | 'closed' };

interface Props {
  row?: Programme;
  instruments: Instrument[];
  onClose: () => void;
}

// ProgrammeForm begins a programme with one instrument, or renames, closes and reopens it.
export function ProgrammeForm({ row, instruments, onClose }: Props) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const add = useAddProgramme();
  const change = useChangeProgramme();
  const save = (f: Fields) =>
    row
      ? change.mutate({ id: row.id, name: textOf(f), state: f.state }, { onSuccess: onClose })
      : add.mutate({ instrument_id: f.instrument_id, code: f.code, name: textOf(f) }, { onSuccess: onClose });
  return (
    <NamedDialog<Fields>
      title={t(row ? 'ui.programme.edit' : 'ui.programme.create')}
      row={row}
      first={row ? { state: row.state === 'closed' ? 'closed' : 'active' } : { instrument_id: instruments[0]?.id }}
      saving={row ? change : add}
      onSave={save}
      onClose={onClose}
    >
      {row ? (
        <Form.Item name="state" required label={t('ui.state')} extra={t('ui.programme.state_note')}>
          <Select
            options={[
              { value: 'active', label: t('ui.programme.active') },
              { value: 'closed', label: t('ui.programme.closed') },
            ]}
          />
        </Form.Item>
      ) : (
        <Form.Item
          name="instrument_id"
          label={t('ui.programme.instrument')}
          rules={[{ required: true, message: t('ui.choose') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={instruments.map((i) => ({ value: i.id, label: `${t(kindKey(i.kind))} · ${text(i.title)}` }))}
          />
        </Form.Item>
      )}
    </NamedDialog>
  );
}
