/** Our own line icons on a 20-unit grid, drawn as paths; decorative always: the text beside or within carries the meaning. */
const paths = {
  spaces: 'M3 4.5h14v9H8.5L5 16.5v-3H3z',
  directory: 'M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.5 16.5c0-3 2-4.75 5-4.75s5 1.75 5 4.75M13 4.4a2.6 2.6 0 0 1 0 4.9M14.5 12.2c1.9.6 3 2.1 3 4.3',
  desk: 'M3 16.5h14M4.5 16.5V8.5M15.500 16.5V8.500M8.200 16.5V8.500M11.800 16.5V8.500M2.500 8.500 10 3.500l7.500 5z',
  alarm: 'M10 3.200 18 16.800H2zM10 8.500v3.800M10 14.400v.3',
  account: 'M10 10a3.250 3.250 0 1 0 0-6.500 3.250 3.250 0 0 0 0 6.500ZM3.500 17c.4-3.300 2.900-5 6.500-5s6.100 1.700 6.500 5',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4',
  lock: 'M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9M10 12.200v1.800',
  plus: 'M10 4v12M4 10h12',
  person: 'M10 10a3.250 3.250 0 1 0 0-6.500 3.250 3.250 0 0 0 0 6.500ZM3.500 17c.4-3.300 2.900-5 6.500-5s6.100 1.700 6.500 5',
  search: 'M9 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11ZM13 13l4 4',
  send: 'M3 10 17 3.500 13 17l-3.500-5.500z',
  back: 'M12.500 4 6.500 10l6 6',
  forward: 'M7.500 4l6 6-6 6',
  down: 'M10 4v12M5 11l5 5 5-5',
  up: 'M10 16V4M5 9l5-5 5 5',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4 10.500l4 4 8-9',
  verified: 'M10 2.500l6 2.200v4.800c0 3.800-2.500 6.500-6 8-3.500-1.500-6-4.200-6-8V4.700zM7 9.800l2.200 2.200 3.800-4.200',
  unverified: 'M10 2.500l6 2.200v4.800c0 3.800-2.500 6.500-6 8-3.500-1.500-6-4.200-6-8V4.700z',
  info: 'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15ZM10 9.200v4.500M10 6.300v.3',
  queued: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.200l2.700 1.800',
  stored: 'M4 10.500l4 4 8-9',
  delivered: 'M1.500 10.500l4 4 7-9M9 13l1.500 1.500 7.500-9',
  read: 'M1.500 10.500l4 4 7-9M9 13l1.500 1.500 7.500-9',
  refused: 'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15ZM7 7l6 6M13 7l-6 6',
  offline: 'M3 3l14 14M2.500 8.200A11 11 0 0 1 6 6M9.500 5a11 11 0 0 1 8 3.200M5.300 11.200a7 7 0 0 1 3-1.800M14.700 11.200a7 7 0 0 0-1.700-1.200M8.400 14.300a2.400 2.400 0 0 1 3.200 0',
  details: 'M3.500 4h13v12h-13zM12.500 4v12',
  device: 'M3 4.500h14v9H3zM7 16.500h6M10 13.500v3',
  key: 'M7 13a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM10.500 10.500l6 6M14 14l2-2',
  edit: 'M4 16l.8-3.500L13 4.300l2.700 2.700-8.200 8.200zM11.500 5.800l2.700 2.700',
  copy: 'M7 7h10v10H7zM13 7V3H3v10h4',
  seal: 'M7.500 14.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9ZM12.500 14.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9Z',
  handling: 'M5 17V3h8l2.500 3.500L13 10H5',
} as const;
export type IconName = keyof typeof paths;
/** Icons that point along the line of text turn with the direction of reading. */
const turning: ReadonlySet<IconName> = new Set<IconName>(['back', 'forward', 'send']);

export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={`icon${small ? ' icon-small' : ''}${turning.has(name) ? ' icon-turning' : ''}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
