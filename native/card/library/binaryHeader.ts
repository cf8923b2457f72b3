/** What the head of a library file says. */
export interface BinaryHeader {
  readonly format: 'elf' | 'pe';
  readonly bits: 32 | 64;
  /** As Node names it in `process.arch`; undefined for a machine no Node runs on. */
  readonly arch: string | undefined;
}

/** `e_machine` of ELF files (System V ABI). */
const ELF_MACHINES: Readonly<Record<number, string>> = {
  3: 'ia32',
  8: 'mips',
  21: 'ppc64',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};

/** `Machine` of PE files and the width of its addresses (Microsoft PE/COFF specification). */
const PE_MACHINES: Readonly<Record<number, { readonly bits: 32 | 64; readonly arch: string }>> = {
  0x014c: { bits: 32, arch: 'ia32' },
  0x01c4: { bits: 32, arch: 'arm' },
  0x8664: { bits: 64, arch: 'x64' },
  0xaa64: { bits: 64, arch: 'arm64' },
};

/** Bytes of a file that hold all the header needs; the PE header is behind a DOS stub of some hundred bytes. */
export const HEADER_BYTES = 4_096;

/** Reads the first bytes of a library; undefined when it is neither ELF nor PE. Never throws. */
export function readBinaryHeader(bytes: Uint8Array): BinaryHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return readElf(view) ?? readPe(view);
}

function readElf(view: DataView): BinaryHeader | undefined {
  if (view.byteLength < 20 || view.getUint32(0) !== 0x7f454c46) return undefined;
  const width = view.getUint8(4);
  if (width !== 1 && width !== 2) return undefined;
  const littleEndian = view.getUint8(5) === 1;
  return { format: 'elf', bits: width === 1 ? 32 : 64, arch: ELF_MACHINES[view.getUint16(18, littleEndian)] };
}

function readPe(view: DataView): BinaryHeader | undefined {
  if (view.byteLength < 64 || view.getUint16(0) !== 0x4d5a) return undefined;
  const at = view.getUint32(60, true);
  if (at > view.byteLength - 26 || view.getUint32(at) !== 0x50450000) return undefined;
  const machine = PE_MACHINES[view.getUint16(at + 4, true)];
  // Magic of the optional header: 20B is PE32+.
  const bits = machine?.bits ?? (view.getUint16(at + 24, true) === 0x20b ? 64 : 32);
  return { format: 'pe', bits, arch: machine?.arch };
}
