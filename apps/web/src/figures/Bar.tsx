/** Says the same as the count beside it. */
export const Bar = ({ share }: { share: number }) => (
  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width={Math.max(1, share * 100)} height="10" /></svg>
);
