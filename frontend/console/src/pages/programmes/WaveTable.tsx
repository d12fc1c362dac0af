import { EditOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../../api/me';
import { useChangeWave } from '../../api/programmes';
import type { Programme, Wave } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Scroll } from '../../parts/Scroll';
import { ErrorState, Nothing } from '../../parts/states';
import { stateOf, waveLook } from './waves';

interface Props {
  programme: Programme;
  waves: Wave[];
  editable: boolean;
  onEdit: (wave: Wave) => void;
}

export function WaveTable({ programme, waves, editable, onEdit }: Props) {
  const { t } = useTranslation();
  const { text } = useFormat();
  if (waves.length === 0) return <Nothing text={t('ui.wave.none')} />;
  const inOrder = [...waves].sort((a, b) => b.from_day - a.from_day);
  return (
    <Scroll label={text(programme.name)}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('ui.wave')}</th>
            <th scope="col">{t('ui.wave.days')}</th>
            <th scope="col">{t('ui.state')}</th>
            {editable && <th scope="col">{t('ui.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {inOrder.map((w) => (
            <Row key={w.id} programme={programme} wave={w} editable={editable} onEdit={onEdit} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ programme, wave, editable, onEdit }: Omit<Props, 'waves'> & { wave: Wave }) {
  const { t } = useTranslation();
  const { text, day } = useFormat();
  const look = waveLook[stateOf(wave)];
  return (
    <tr>
      <th scope="row">
        <ResultLink programme={programme} wave={wave} />
        <code className="below">{wave.code}</code>
      </th>
      <td className="days">
        <span>{day(wave.from_day)} –</span> <span>{day(wave.to_day)}</span>
      </td>
      <td>
        <span className={`chip ${look.tone}`}>
          {look.mark} {t(look.key)}
        </span>
      </td>
      {editable && (
        <td>
          <div className="row nowrap tight">
            <Step wave={wave} visits={programme.kind === 'checklist'} />
            <Button
              type="text"
              size="small"
              icon={<EditOutlined aria-hidden />}
              aria-label={`${t('ui.edit')} ${text(wave.name)}`}
              onClick={() => onEdit(wave)}
            />
          </div>
        </td>
      )}
    </tr>
  );
}

function ResultLink({ programme, wave }: { programme: Programme; wave: Wave }) {
  const { text } = useFormat();
  const can = useCan();
  if (programme.kind === 'survey' && can('result.read'))
    return <Link to={`/surveys/${programme.instrument_id}/results?wave=${wave.id}`}>{text(wave.name)}</Link>;
  if (programme.kind === 'checklist' && can('visit.read'))
    return <Link to={`/visits?wave=${wave.id}`}>{text(wave.name)}</Link>;
  return <>{text(wave.name)}</>;
}

// Step is the one most likely next: a planned wave is opened, an open one closed. The form has the others.
function Step({ wave, visits }: { wave: Wave; visits: boolean }) {
  const { t } = useTranslation();
  const change = useChangeWave();
  const state = stateOf(wave);
  if (state === 'published') return null;
  const opens = state === 'planned' || state === 'closed';
  const label = t(state === 'closed' ? 'ui.wave.reopen' : opens ? 'ui.wave.do_open' : 'ui.wave.do_close');
  return (
    <>
      <Popconfirm
        title={t(opens ? 'ui.wave.open_ask' : visits ? 'ui.wave.close_visits_ask' : 'ui.wave.close_ask')}
        okText={label}
        cancelText={t('ui.cancel')}
        onConfirm={() => change.mutateAsync({ id: wave.id, state: opens ? 'open' : 'closed' }).catch(() => undefined)}
      >
        <Button size="small" loading={change.isPending}>
          {label}
        </Button>
      </Popconfirm>
      {change.error && <ErrorState error={change.error} />}
    </>
  );
}
