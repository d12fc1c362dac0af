import { useEffect, useRef, useState, type ReactNode } from 'react';

// Scroll lets wide content move sideways inside its panel. Only when it does can it take the focus, so that it can be
// moved with the arrow keys.
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWide(element.scrollWidth > element.clientWidth));
    watch.observe(element);
    if (element.firstElementChild) watch.observe(element.firstElementChild);
    return () => watch.disconnect();
  }, []);
  return (
    <div
      ref={box}
      className="scroll"
      role={wide ? 'region' : undefined}
      aria-label={wide ? label : undefined}
      tabIndex={wide ? 0 : undefined}
    >
      {children}
    </div>
  );
}
