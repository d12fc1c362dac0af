import { Alert, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChangePassword } from '../api/me';
import type { Me } from '../api/types';
import { ErrorState } from '../parts/states';

interface Fields {
  present: string;
  next: string;
  again: string;
}

// PasswordDialog changes one's own password. Every other session of the account ends with it.
export function PasswordDialog({ me, onClose }: { me: Me; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const change = useChangePassword();
  if (change.isSuccess)
    return (
      <Modal open title={t('ui.password.change')} footer={null} onCancel={onClose}>
        <Alert type="success" showIcon title={t('ui.password.changed')} />
      </Modal>
    );
  return (
    <Modal
      open
      title={t('ui.password.change')}
      okText={t('ui.password.change')}
      cancelText={t('ui.cancel')}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="note">{t('ui.password.note')}</p>
        {change.error && <ErrorState error={change.error} />}
        <Form form={form} layout="vertical" onFinish={({ present, next }) => change.mutate({ present, next })}>
          <input type="text" name="username" autoComplete="username" value={me.user.email} readOnly hidden />
          <Form.Item
            name="present"
            label={t('ui.password.present')}
            rules={[{ required: true, message: t('ui.password.present_needed') }]}
          >
            <Input.Password autoComplete="current-password" maxLength={128} />
          </Form.Item>
          <Form.Item
            name="next"
            label={t('ui.password.next')}
            rules={[{ required: true, min: 10, message: t('password.length', { min: 10, max: 128 }) }]}
          >
            <Input.Password autoComplete="new-password" maxLength={128} />
          </Form.Item>
          <Form.Item
            name="again"
            label={t('ui.password.again')}
            required
            dependencies={['next']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, value: string) =>
                  value === getFieldValue('next')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('ui.password.differs'))),
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={128} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
