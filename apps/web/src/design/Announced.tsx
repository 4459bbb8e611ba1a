import { useEffect, useState, type ReactNode } from 'react';

/** Said aloud when it appears. Assistive technology reads what comes into a region it already knows: the region is there first. */
export function Announced({ children }: { children: ReactNode }) {
  const [known, setKnown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setKnown(true), 100);
    return () => clearTimeout(timer);
  }, []);
  return <div role="status" className="announced">{known && children}</div>;
}
