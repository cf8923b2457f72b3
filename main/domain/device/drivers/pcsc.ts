import { z } from 'zod';
import { settingText } from '../settings.ts';
import { offLine, type DriverRules } from './driver.ts';

/** `reader` is the name as the smart-card service lists it; its running number (last two digits) may change. */
export const pcscSchema = z.strictObject({ driver: z.literal('pcsc'), reader: settingText });

/** A card reader behind the smart-card service of the system. */
export const pcscRules: DriverRules<z.infer<typeof pcscSchema>> = {
  ...offLine,
  role: 'card-reader',
  title: 'USB 读卡器（PC/SC）',
  trace: 'commands',
  place: ({ reader }) => reader,
  notFound: ({ reader }) => [`没有找到读卡器“${reader}”`, '请检查读卡器的线，核对读卡器名称。'],
  found: (kind, reader) => (kind === 'smart-card-reader' ? { reader } : null),
};
