import { Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/client';
import { CodeField, NameFields, type Names } from './NameFields';
import { ErrorState } from './states';

interface DialogProps<F extends Names> {
  title: string;
  row?: { name: Record<string, string> };
  first?: Partial<F>;
  saving: { error: Problem | null; isPending: boolean };
  onSave: (fields: F) => void;
  onClose: () => void;
  children?: ReactNode;
}

// NamedDialog asks for what places, programmes and waves have in common: a name and, once, a code.
export function NamedDialog<F extends Names>({ title, row, first, saving, onSave, onClose, children }: DialogProps<F>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<F>();
  return (
    <Modal
      open
      title={title}
      okText={t('ui.save')}
      cancelText={t('ui.cancel')}
      confirmLoading={saving.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {saving.error && <ErrorState error={saving.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ zh: row?.name.zh ?? '', en: row?.name.en ?? '', ...first }}
        onFinish={onSave}
      >
        <NameFields />
        {children}
        {!row && <CodeField />}
      </Form>
    </Modal>
  );
}
