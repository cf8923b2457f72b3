import { Resvg } from '@resvg/resvg-js';
import type { Paper } from '../../../native/emulator/paper.ts';
import { paperSvg } from '../../../native/emulator/paperSvg.ts';

/** Where Debian's fonts-noto-cjk puts its fonts. */
const FONTS = ['Regular', 'Bold'].map((weight) => `/usr/share/fonts/opentype/noto/NotoSansCJK-${weight}.ttc`);

/** Draws the paper as a PNG, one pixel a printer's dot. */
export function paperPng(paper: Paper): Buffer {
  const renderer = new Resvg(paperSvg(paper), {
    background: '#8a8f98',
    font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: 'Noto Sans CJK SC' },
  });
  return renderer.render().asPng();
}
