import { QRCode } from 'antd';

// Qr draws a link that the server does not keep, so the browser has to draw it.
export function Qr({ text }: { text: string }) {
  return (
    <QRCode type="svg" value={text} size={220} bordered={false} errorLevel="M" color="#000000" bgColor="#ffffff" />
  );
}
