import type { ReactNode } from 'react';

/** A table that may be wider than the screen, and scrolls by itself. `named`: the id of its heading. */
export function WideTable({ named, children }: { named: string; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className="figure-wide" role="region" aria-labelledby={named} tabIndex={0}>
      <table aria-labelledby={named}>{children}</table>
    </div>
  );
}
