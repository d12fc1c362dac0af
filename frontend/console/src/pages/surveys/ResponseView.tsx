import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useVersion, useVersions } from '../../api/instruments';
import { useMarkResponse, useResponse } from '../../api/responses';
import { useCanWhole } from '../../api/me';
import type { Answer, Document, InstrumentDetail, Item, Response } from '../../api/types';
import { useFormat } from '../../parts/format';
import { ErrorState, Loaded } from '../../parts/states';
import { Validity } from './Responses';

const missingKeys: Record<string, string> = {
  not_shown: 'ui.missing.not_shown',
  skipped: 'ui.missing.skipped',
  not_applicable: 'ui.missing.not_applicable',
};

// ResponseView reads one response beside the version it was given to.
export function ResponseView({ id, survey }: { id: string; survey: InstrumentDetail }) {
  const response = useResponse(id);
  const versions = useVersions(survey.id);
  const number = versions.data?.find((v) => v.id === response.data?.version_id)?.number ?? null;
  const version = useVersion(survey.id, number);
  return (
    <Loaded of={response}>
      {(data) => (
        <div className="stack">
          <Facts response={data} />
          <Loaded of={version}>{(v) => <AnswerList document={v.document} answers={data.answers ?? {}} />}</Loaded>
          <Mark response={data} survey={survey.id} />
        </div>
      )}
    </Loaded>
  );
}

function Facts({ response }: { response: Response }) {
  const { t } = useTranslation();
  const { time, day } = useFormat();
  return (
    <dl className="facts">
      <dt>{t('ui.response.received')}</dt>
      <dd className="num">{response.mode === 'anonymous' ? day(response.local_day) : time(response.received_at)}</dd>
      <dt>{t('ui.response.validity')}</dt>
      <dd>
        <Validity valid={response.valid} /> {response.invalid_reason}
      </dd>
      <dt>{t('ui.response.id')}</dt>
      <dd>
        <code>{response.id}</code>
      </dd>
    </dl>
  );
}

interface ListProps {
  document: Document;
  answers: Record<string, Answer>;
}

export function AnswerList({ document, answers }: ListProps) {
  const { text } = useFormat();
  return (
    <div className="answers">
      {document.sections.map((section) => (
        <section key={section.code}>
          <h3>{text(section.title) || section.code}</h3>
          <dl>
            {section.items
              .filter((item) => item.type !== 'statement')
              .map((item) => (
                <div key={item.code}>
                  <dt>{text(item.label)}</dt>
                  <dd>
                    <AnswerText item={item} answer={answers[item.code]} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function AnswerText({ item, answer }: { item: Item; answer: Answer | undefined }) {
  const { t } = useTranslation();
  const { text, number } = useFormat();
  const label = (code: string) => {
    const own = item.options?.find((o) => o.code === code);
    if (own) return text(own.label);
    return code === 'other' ? t('option.other') : code;
  };
  const given = answer && (answer.number !== undefined || (answer.codes?.length ?? 0) > 0 || answer.text);
  if (!answer || !given)
    return <span className="faint">{t(missingKeys[answer?.missing ?? 'skipped'] ?? 'ui.missing.skipped')}</span>;
  return (
    <>
      {answer.number !== undefined && answer.number !== null && (
        <b className="num">
          {number(answer.number, Number.isInteger(answer.number) ? 0 : 2)} {text(item.unit)}
        </b>
      )}
      {answer.codes?.map((code) => (
        <span key={code} className="chip brand">
          {label(code)}
        </span>
      ))}
      {answer.text && <span className="words">{answer.text}</span>}
    </>
  );
}

function Mark({ response, survey }: { response: Response; survey: string }) {
  const { t } = useTranslation();
  const whole = useCanWhole();
  const mark = useMarkResponse(survey);
  const [form] = Form.useForm<{ reason: string }>();
  if (!whole('response.judge')) return null;
  const send = (reason: string) =>
    mark.mutate({ id: response.id, valid: !response.valid, reason }, { onSuccess: () => form.resetFields() });
  return (
    <Form form={form} layout="vertical" onFinish={({ reason }) => send(reason)} className="sunk">
      {mark.error && <ErrorState error={mark.error} />}
      <p className="note">{t(response.valid ? 'ui.response.invalid_note' : 'ui.response.valid_note')}</p>
      {response.valid && (
        <Form.Item name="reason" label={t('ui.reason')} rules={[{ required: true, message: t('ui.reason_needed') }]}>
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Button htmlType="submit" danger={response.valid} loading={mark.isPending}>
        {t(response.valid ? 'ui.response.make_invalid' : 'ui.response.make_valid')}
      </Button>
    </Form>
  );
}
