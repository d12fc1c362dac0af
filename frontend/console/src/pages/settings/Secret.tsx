import { Alert, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { Copy } from '../../parts/Copy';

interface Props {
  title: string;
  secret: string;
  onClose: () => void;
}

// Secret shows what the server keeps only a hash of. It cannot be shown again.
export function Secret({ title, secret, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal open={secret !== ''} title={title} footer={null} onCancel={onClose} mask={{ closable: false }}>
      <div className="stack">
        <Alert type="warning" showIcon title={t('ui.secret.once')} />
        <code className="secret">{secret}</code>
        <div>
          <Copy text={secret} type="primary" />
        </div>
      </div>
    </Modal>
  );
}
