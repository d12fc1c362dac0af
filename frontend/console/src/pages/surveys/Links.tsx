import { PlusOutlined, QrcodeOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels, useSetChannelOpen } from '../../api/instruments';
import { useById, useLocations, useTouchpoints } from '../../api/places';
import { useCan, useCanWhole } from '../../api/me';
import type { Channel, InstrumentDetail } from '../../api/types';
import { Copy } from '../../parts/Copy';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { ErrorState, Loaded, Nothing } from '../../parts/states';
import { NewChannel } from './NewChannel';
import { QrDialog } from './QrDialog';

const kinds: Record<string, string> = {
  open: 'ui.channel.open_link',
  qr: 'ui.channel.qr',
  test: 'ui.channel.test',
};

// The open link comes first: it is the one most people look for.
const inOrder = (rows: Channel[]) => [...rows].sort((a, b) => Number(b.kind === 'open') - Number(a.kind === 'open'));

export const channelAddress = (channel: Channel) => channel.url;

export default function Links({ survey }: { survey: InstrumentDetail }) {
  const { t } = useTranslation();
  const whole = useCanWhole();
  const channels = useChannels(survey.id);
  const [making, setMaking] = useState(false);
  const [qr, setQr] = useState<Channel>();
  if (survey.state === 'draft')
    return (
      <Panel>
        <Nothing text={t('ui.channel.draft')} />
      </Panel>
    );
  return (
    <div className="stack">
      <div className="row between">
        <p className="note">{t('ui.channel.note')}</p>
        {whole('instrument.publish') && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>
            {t('ui.channel.create')}
          </Button>
        )}
      </div>
      <Loaded of={channels}>
        {(rows) =>
          rows.length === 0 ? (
            <Panel>
              <Nothing text={t('ui.channel.none')} />
            </Panel>
          ) : (
            <ul className="channels">
              {inOrder(rows).map((channel) => (
                <ChannelCard key={channel.id} channel={channel} onQr={() => setQr(channel)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <NewChannel survey={survey} open={making} onClose={() => setMaking(false)} />
      <QrDialog channel={qr} onClose={() => setQr(undefined)} />
    </div>
  );
}

function ChannelCard({ channel, onQr }: { channel: Channel; onQr: () => void }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const can = useCan();
  const whole = useCanWhole();
  const locations = useById(useLocations(can('place.read')).data);
  const touchpoints = useById(useTouchpoints(can('place.read')).data);
  const toggle = useSetChannelOpen(channel.instrument_id);
  const address = channelAddress(channel);
  const where = [locations.get(channel.location_id), touchpoints.get(channel.touchpoint_id)]
    .map((place) => text(place?.name))
    .filter((name) => name !== '');
  return (
    <li className="panel channel">
      <div className="channel-name">
        <h2>{text(channel.name) || t(kinds[channel.kind] ?? 'ui.channel.open_link')}</h2>
        <span className="chip">{t(kinds[channel.kind] ?? 'ui.channel.open_link')}</span>
        <span className={`chip ${channel.open ? 'good' : 'watch'}`}>
          {channel.open ? '● ' : '■ '}
          {t(channel.open ? 'ui.channel.is_open' : 'ui.channel.is_closed')}
        </span>
        {where.map((name) => (
          <span key={name} className="chip brand">
            {name}
          </span>
        ))}
      </div>
      <a className="channel-link" href={address} target="_blank" rel="noreferrer">
        {address}
      </a>
      <div className="row">
        <Copy text={address} label={t('ui.channel.copy')} />
        <Button icon={<QrcodeOutlined aria-hidden />} onClick={onQr}>
          {t('ui.channel.qr_show')}
        </Button>
        {whole('instrument.publish') && (
          <Popconfirm
            title={t(channel.open ? 'ui.channel.close_ask' : 'ui.channel.open_ask')}
            okText={t(channel.open ? 'ui.channel.close' : 'ui.channel.reopen')}
            cancelText={t('ui.cancel')}
            onConfirm={() => toggle.mutateAsync({ id: channel.id, open: !channel.open }).catch(() => undefined)}
          >
            <Button loading={toggle.isPending}>{t(channel.open ? 'ui.channel.close' : 'ui.channel.reopen')}</Button>
          </Popconfirm>
        )}
      </div>
      {toggle.error && <ErrorState error={toggle.error} />}
    </li>
  );
}
