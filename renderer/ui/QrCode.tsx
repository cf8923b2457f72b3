import qrcode from 'qrcode-generator';
import { uiTexts } from './texts.ts';

/** A QR code, medium error correction, with its quiet zone. */
export function QrCode({ data, className }: { readonly data: string; readonly className: string }) {
  const code = qrcode(0, 'M');
  code.addData(data);
  code.make();
  const size = code.getModuleCount();
  const cells = Array.from({ length: size * size }, (_, index) => [Math.floor(index / size), index % size] as const);
  const path = cells
    .filter(([row, column]) => code.isDark(row, column))
    .map(([row, column]) => `M${column} ${row}h1v1h-1z`)
    .join('');
  return (
    <svg className={className} viewBox={`-2 -2 ${size + 4} ${size + 4}`} role="img" aria-label={uiTexts.qrLabel}>
      <path d={path} shapeRendering="crispEdges" />
    </svg>
  );
}
