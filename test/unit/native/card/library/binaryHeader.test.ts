import { closeSync, openSync, readSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBinaryHeader } from '../../../../../native/card/library/binaryHeader.ts';

function elf(width: number, order: number, machine: number): Buffer {
  const bytes = Buffer.alloc(64);
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, width, order]).copy(bytes);
  if (order === 1) bytes.writeUInt16LE(machine, 18);
  else bytes.writeUInt16BE(machine, 18);
  return bytes;
}

function pe(machine: number, magic: number, at = 128): Buffer {
  const bytes = Buffer.alloc(at + 64);
  bytes.write('MZ');
  bytes.writeUInt32LE(at, 60);
  bytes.write('PE\0\0', at, 'latin1');
  bytes.writeUInt16LE(machine, at + 4);
  bytes.writeUInt16LE(magic, at + 24);
  return bytes;
}

describe('the head of a library', () => {
  test.each([
    ['x86-64 ELF', elf(2, 1, 62), { format: 'elf', bits: 64, arch: 'x64' }],
    ['i386 ELF', elf(1, 1, 3), { format: 'elf', bits: 32, arch: 'ia32' }],
    ['LoongArch ELF', elf(2, 1, 258), { format: 'elf', bits: 64, arch: 'loong64' }],
    ['big-endian ELF of an unknown machine', elf(1, 2, 2), { format: 'elf', bits: 32, arch: undefined }],
    ['32-bit DLL', pe(0x14c, 0x10b), { format: 'pe', bits: 32, arch: 'ia32' }],
    ['64-bit DLL', pe(0x8664, 0x20b), { format: 'pe', bits: 64, arch: 'x64' }],
    ['DLL of an unknown machine', pe(0x200, 0x20b), { format: 'pe', bits: 64, arch: undefined }],
  ])('%s', (_what, bytes, header) => {
    expect(readBinaryHeader(bytes)).toEqual(header);
  });

  test('the Node that runs this is what it says', () => {
    const file = openSync(process.execPath, 'r');
    const head = new Uint8Array(4_096);
    readSync(file, head);
    closeSync(file);
    expect(readBinaryHeader(head)?.arch).toBe(process.arch);
  });

  test('anything else, and every cut of a head, is no library and no error', () => {
    for (const whole of [elf(2, 1, 62), pe(0x14c, 0x10b), pe(0x14c, 0x10b, 0xffffff00 % 4000)]) {
      for (let length = 0; length < 20; length += 1)
        expect(readBinaryHeader(whole.subarray(0, length))).toBeUndefined();
    }
    const far = pe(0x14c, 0x10b);
    far.writeUInt32LE(0xfffffff0, 60);
    expect(readBinaryHeader(far)).toBeUndefined();
    expect(readBinaryHeader(Buffer.from('#!/bin/sh\n'.repeat(50)))).toBeUndefined();
    expect(readBinaryHeader(elf(3, 1, 62))).toBeUndefined();
  });
});
