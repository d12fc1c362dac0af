const marks: Record<string, string> = { good: '▲', watch: '●', bad: '▼' };

// Tone writes a word with a colour and a sign, so that it is read without seeing colours.
export function Tone({ tone, children }: { tone: string | undefined; children: React.ReactNode }) {
  return (
    <span className={`chip ${tone ?? ''}`}>
      {tone && marks[tone]} {children}
    </span>
  );
}
