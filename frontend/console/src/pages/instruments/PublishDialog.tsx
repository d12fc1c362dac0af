import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useComparison, usePublish } from '../../api/instruments';
import type { InstrumentDetail } from '../../api/types';
import { ErrorState, Loaded } from '../../parts/states';
import { Edits } from './Edits';

// PublishDialog shows what publishing the draft would change before it is done, and publishes exactly what was shown.
export function PublishDialog({ instrument, onClose }: { instrument: InstrumentDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const comparison = useComparison(instrument.id, 0, 0);
  const publish = usePublish(instrument.id);
  const shown = comparison.data;
  return (
    <Modal
      open
      width={680}
      title={t('ui.version.publish_ask')}
      okText={t('ui.version.publish')}
      cancelText={t('ui.cancel')}
      okButtonProps={{ disabled: !shown || shown.change === 'unchanged' }}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate(shown?.draft_rev, { onSuccess: onClose })}
      onCancel={onClose}
    >
      {publish.error && <ErrorState error={publish.error} />}
      <Loaded of={comparison} rows={4}>
        {(data) => <Edits comparison={data} />}
      </Loaded>
    </Modal>
  );
}
