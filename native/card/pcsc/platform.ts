/** Sizes and names in which the PC/SC libraries of the systems differ. */
export interface PcscPlatform {
  /** File the loader of the system finds. */
  readonly library: string;
  /** Type names as koffi knows them. */
  readonly dword: 'ulong' | 'uint32';
  readonly long: 'long' | 'int32';
  /** SCARDCONTEXT and SCARDHANDLE. */
  readonly handle: 'long' | 'int32' | 'uintptr';
  readonly string: 'str' | 'str16';
  /** How names are written in buffers. */
  readonly encoding: 'utf8' | 'utf16le';
  /** Ending of the functions that take names. */
  readonly suffix: '' | 'W';
  /** Bytes of `rgbAtr` in SCARD_READERSTATE. */
  readonly atrBytes: 33 | 36;
  /** Structures without gaps between the members. */
  readonly packed: boolean;
}

/** Sources: pcsc-lite `wintypes.h`, `pcsclite.h`; macOS PCSC.framework headers; Windows SDK `winscard.h`, `winsmcrd.h`. */
const PCSC_PLATFORMS = {
  linux: {
    library: 'libpcsclite.so.1',
    dword: 'ulong',
    long: 'long',
    handle: 'long',
    string: 'str',
    encoding: 'utf8',
    suffix: '',
    atrBytes: 33,
    packed: false,
  },
  darwin: {
    library: '/System/Library/Frameworks/PCSC.framework/PCSC',
    dword: 'uint32',
    long: 'int32',
    handle: 'int32',
    string: 'str',
    encoding: 'utf8',
    suffix: '',
    atrBytes: 33,
    packed: true,
  },
  win32: {
    library: 'winscard.dll',
    dword: 'uint32',
    long: 'int32',
    handle: 'uintptr',
    string: 'str16',
    encoding: 'utf16le',
    suffix: 'W',
    atrBytes: 36,
    packed: false,
  },
} as const satisfies Record<string, PcscPlatform>;

/** The platform of a Node `process.platform`; other Unix systems use pcsc-lite as Linux does. */
export function pcscPlatform(name: string): PcscPlatform {
  return name === 'win32' || name === 'darwin' ? PCSC_PLATFORMS[name] : PCSC_PLATFORMS.linux;
}

/** The names in a multi-string: each ends with a zero character, the list with one more. */
export function decodeNames(bytes: Uint8Array, encoding: PcscPlatform['encoding']): string[] {
  return Buffer.from(bytes)
    .toString(encoding)
    .split('\0')
    .filter((name) => name !== '');
}
