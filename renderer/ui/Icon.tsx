/** Line drawings on a 24-unit grid; drawn here because a whole icon set is heavier than this window. */
const paths = {
  calendar: 'M4 5.5h16V20H4zM4 10h16M8.5 3v4M15.5 3v4',
  card: 'M3 6.5h18v11H3zM3 10h18M6 14.5h5',
  person: 'M3 5.5h18v13H3zM8.5 9a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM5.5 16c.4-1.4 1.5-2 3-2s2.6.6 3 2M14.5 10h4M14.5 13.5h4',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8.5v7M11 8.5v7M13.5 8.5v7M16 8.5v7',
  printer: 'M7 8V3.5h10V8M7 17H4V8h16v9h-3M7 14h10v6.5H7zM16.5 11h.5',
  cloud: 'M7 18.5a4.5 4.5 0 0 1-.6-9A6 6 0 0 1 18 10.2a4.2 4.2 0 0 1-.6 8.3z',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 20.5 20.5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  check: 'M4.5 12.5 10 18 19.5 7',
  cross: 'M6 6l12 12M18 6 6 18',
  warn: 'M12 4 2.5 20h19zM12 10v5M12 17.3v.4',
  stop: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7.5v6M12 16v.5',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5.5l3.5 2',
  busy: 'M12 3a9 9 0 1 1-9 9',
  doc: 'M6 3h8.5L19 7.5V21H6zM14 3v5h5M9 12.5h7M9 16.5h7',
  link: 'M4 12h12M11 6.5l5.5 5.5-5.5 5.5M20 5v14',
  people:
    'M9 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 5a3.2 3.2 0 0 1 0 6M17.5 14.3c2.3.6 3.7 2.5 4 5.7',
  out: 'M14 4H5v16h9M10 12h10.5M17 8l4 4-4 4',
  key: 'M3 6.5h18v11H3zM6.5 10.2h.5M10.2 10.2h.5M13.8 10.2h.5M17.3 10.2h.5M8 14h8',
  plug: 'M9 3v5M15 3v5M6.5 8h11v3a5.5 5.5 0 0 1-11 0zM12 16.5V21',
  arrow: 'M9 5l7 7-7 7',
  copy: 'M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4',
} as const;

/** Name of a drawing. */
export type IconName = keyof typeof paths;

/** A drawing beside words: always decoration, the words say it. `size` in pixels. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className={name === 'busy' ? 'icon icon-turning' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
