import { PrinterOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../api/types';
import { Copy } from '../../parts/Copy';
import { useFormat } from '../../parts/format';
import { channelAddress } from './Links';

export function QrDialog({ channel, onClose }: { channel: Channel | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const file = (ending: string) => `/api/v1/channels/${channel?.id ?? ''}/qr.${ending}`;
  return (
    <Modal
      open={channel !== undefined}
      onCancel={onClose}
      footer={null}
      title={text(channel?.name) || t('ui.channel.qr')}
    >
      {channel && (
        <div className="qr">
          <img
            src={file('svg')}
            width="240"
            height="240"
            alt={t('ui.channel.qr_alt', { Name: channelAddress(channel) })}
          />
          <p className="channel-link">{channelAddress(channel)}</p>
          <div className="row centre">
            <Copy text={channelAddress(channel)} label={t('ui.channel.copy')} />
            <Button href={file('svg')} download={`${channel.code}.svg`}>
              SVG
            </Button>
            <Button href={file('png')} download={`${channel.code}.png`}>
              PNG
            </Button>
            <Button
              type="primary"
              icon={<PrinterOutlined aria-hidden />}
              href={`/app-sheets/channels/${channel.id}`}
              target="_blank"
            >
              {t('ui.channel.sheet')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
