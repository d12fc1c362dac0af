// The signs of the workbooks: they judge. Which way something moved is said by arrows (↑ ↓ ＝).
export const marks = { good: '●', watch: '▲', bad: '▼' } as const;

/** arrow says which way something moved, not whether that is good. */
export const arrow = (by: number) => (by > 0 ? '↑' : by < 0 ? '↓' : '＝');

const markOf = (tone: string | undefined) =>
  tone && Object.hasOwn(marks, tone) ? marks[tone as keyof typeof marks] : '';

// Tone writes a word with a colour and a sign, so that it is read without seeing colours.
export function Tone({ tone, children }: { tone: string | undefined; children: React.ReactNode }) {
  return (
    <span className={`chip ${tone ?? ''}`}>
      {markOf(tone)} {children}
    </span>
  );
}
