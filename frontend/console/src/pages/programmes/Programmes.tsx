import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAllInstruments } from '../../api/instruments';
import { useCan, useCanWhole } from '../../api/me';
import { useById } from '../../api/places';
import { useProgrammes, useWaves } from '../../api/programmes';
import type { Instrument, Programme, Wave } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Gate, Loaded, Nothing } from '../../parts/states';
import { kindKey } from './kinds';
import { ProgrammeForm } from './ProgrammeForm';
import { Targets } from './Targets';
import { WaveForm } from './WaveForm';
import { WaveTable } from './WaveTable';

const order = ['survey', 'checklist', 'scorecard'];

// Programmes is where undertakings are begun, their waves planned, opened and closed, and their targets set.
export default function Programmes() {
  const { t } = useTranslation();
  const can = useCan();
  const whole = useCanWhole();
  const programmes = useProgrammes(can('instrument.read'));
  const instruments = useAllInstruments(can('instrument.read'));
  const [adding, setAdding] = useState(false);
  const usable = [...(instruments.data ?? [])].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const create = whole('instrument.edit') && (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      disabled={usable.length === 0}
      onClick={() => setAdding(true)}
    >
      {t('ui.programme.create')}
    </Button>
  );
  return (
    <Page title={t('ui.nav.programmes')} note={t('ui.programme.note')} actions={create}>
      <Gate verb="instrument.read">
        <Loaded of={programmes}>
          {(rows) => (
            <Loaded of={instruments}>
              {(known) => <List programmes={rows} instruments={known} create={create} />}
            </Loaded>
          )}
        </Loaded>
      </Gate>
      {adding && <ProgrammeForm instruments={usable} onClose={() => setAdding(false)} />}
    </Page>
  );
}

interface ListProps {
  programmes: Programme[];
  instruments: Instrument[];
  create: React.ReactNode;
}

function List({ programmes, instruments, create }: ListProps) {
  const { t } = useTranslation();
  const waves = useWaves();
  const known = useById(instruments);
  if (programmes.length === 0)
    return (
      <Panel>
        <Nothing text={t(instruments.length === 0 ? 'ui.programme.no_instrument' : 'ui.programme.none')}>
          {instruments.length === 0 ? <Link to="/surveys">{t('ui.nav.surveys')}</Link> : create}
        </Nothing>
      </Panel>
    );
  return (
    <div className="stack">
      <Loaded of={waves}>
        {(all) =>
          programmes.map((p) => (
            <Card
              key={p.id}
              programme={p}
              instrument={known.get(p.instrument_id)}
              waves={all.filter((w) => w.programme_id === p.id)}
            />
          ))
        }
      </Loaded>
    </div>
  );
}

type Editing = 'programme' | 'targets' | 'wave' | Wave;

interface CardProps {
  programme: Programme;
  instrument?: Instrument;
  waves: Wave[];
}

function Card({ programme, instrument, waves }: CardProps) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const whole = useCanWhole();
  const can = useCan();
  const [editing, setEditing] = useState<Editing>();
  const close = () => setEditing(undefined);
  const closed = programme.state !== 'active';
  const editable = whole('instrument.edit');
  return (
    <Panel
      flush
      title={
        <>
          {text(programme.name)}{' '}
          <span className={`chip ${closed ? 'watch' : 'good'}`}>
            {closed ? '■ ' : '● '}
            {t(closed ? 'ui.programme.closed' : 'ui.programme.active')}
          </span>
        </>
      }
      note={
        <>
          {t(kindKey(programme.kind))} · {text(instrument?.title)} · <code>{programme.code}</code>
        </>
      }
      extra={
        <>
          {editable && (
            <Button
              icon={<EditOutlined aria-hidden />}
              aria-label={`${t('ui.edit')} ${text(programme.name)}`}
              onClick={() => setEditing('programme')}
            />
          )}
          {programme.kind !== 'scorecard' && can('result.read') && (
            <Button onClick={() => setEditing('targets')}>{t('ui.target.heading')}</Button>
          )}
          {editable && !closed && (
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('wave')}>
              {t('ui.wave.add')}
            </Button>
          )}
        </>
      }
    >
      <WaveTable programme={programme} waves={waves} editable={editable} onEdit={setEditing} />
      {editing === 'programme' && <ProgrammeForm row={programme} instruments={[]} onClose={close} />}
      {editing === 'targets' && <Targets programme={programme} onClose={close} />}
      {editing === 'wave' && <WaveForm programme={programme} onClose={close} />}
      {typeof editing === 'object' && <WaveForm programme={programme} row={editing} onClose={close} />}
    </Panel>
  );
}
