import { describe, expect, it } from 'vitest';
import { describeSmartCardReaders, pcscReadOrder } from '../../../../main/ops/smartCardService.ts';

describe('smart-card readers on the command line', () => {
  it('are named with what to type', () => {
    const lines = describeSmartCardReaders({ ok: true, readers: ['Counter Reader 00 00'] });
    expect(lines).toEqual([expect.stringMatching(/^Counter Reader 00 00 .*--driver pcsc/)]);
    expect(describeSmartCardReaders({ ok: true, readers: [] })).toEqual(['没有找到 USB 读卡器(PC/SC)。']);
  });

  it('cannot be listed without the service, or for a reason that is told', () => {
    expect(describeSmartCardReaders({ ok: false, code: 'service-absent', detail: 'x' })[0]).toContain(
      '智能卡服务没有运行',
    );
    expect(describeSmartCardReaders({ ok: false, code: 'failed', detail: 'hung: list' })[0]).toContain('hung: list');
  });

  it('leave other drivers to others and want a name', () => {
    expect(pcscReadOrder(['--driver', 'serial-ccid'])).toBeUndefined();
    expect(pcscReadOrder(['--driver=pcsc'])).toMatchObject({
      ok: false,
      message: expect.stringContaining('--reader') as string,
    });
    expect(pcscReadOrder(['--driver', 'pcsc', '--reader', 'R', '--timeout', '5', '--full'])).toMatchObject({
      ok: true,
      options: { timeout: 5, full: true, json: false },
    });
  });
});
