/** A card on its way into the reader, its lamp green when it can take one; the words beside it say the same. */
export function CardPicture({ ready }: { readonly ready: boolean }) {
  return (
    <svg className="empty-picture" viewBox="0 0 340 230" aria-hidden="true" focusable="false">
      <g transform="translate(70 8)">
        <rect width="200" height="126" rx="12" fill="#e2efec" stroke="#0c5e57" strokeWidth="2" />
        <rect x="0" y="20" width="200" height="22" fill="#0c5e57" opacity="0.14" />
        <rect x="20" y="60" width="36" height="28" rx="5" fill="#e3c27a" stroke="#8a6a1e" strokeWidth="1.5" />
        <path d="M20 74h36M32 60v28M44 60v28" stroke="#8a6a1e" strokeWidth="1.2" />
        <circle cx="166" cy="78" r="18" fill="#fff" stroke="#0c5e57" strokeWidth="1.5" />
        <circle cx="166" cy="73" r="6" fill="#0c5e57" opacity="0.5" />
        <path d="M155 90c2-9 20-9 22 0z" fill="#0c5e57" opacity="0.5" />
        <path d="M70 68h58M70 82h40" stroke="#0c5e57" strokeWidth="4" strokeLinecap="round" opacity="0.35" />
      </g>
      <path
        d="M170 144v26m-11-11 11 12 11-12"
        fill="none"
        stroke="#0c5e57"
        strokeWidth="4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <rect x="36" y="182" width="268" height="40" rx="10" fill="#0a443f" />
      <rect x="62" y="192" width="216" height="7" rx="3.5" fill="#041f1d" />
      <circle cx="284" cy="209" r="4" fill={ready ? '#86e2ae' : '#7d8a88'} />
    </svg>
  );
}
