/**
 * What is exported for tests alone, by why: each is a part of something the product uses, and is used in its own file.
 *
 * @type {readonly { readonly why: string, readonly names: Readonly<Record<string, readonly string[]>> }[]}
 */
const REASONS = [
  {
    why: 'A limit or a table that a test walks along instead of repeating it.',
    names: {
      'main/contract/contract.ts': ['contract'],
      'main/core/lifetimes.ts': ['PART_LIMIT_MS'],
      'main/core/memoryLock.ts': ['MEMORY_WAIT_MS'],
      'main/core/requestBounds.ts': ['REQUEST_BOUNDS'],
      'main/domain/journal/registry.ts': ['journalKinds'],
      'main/domain/print/cause.ts': ['printCauseTexts'],
      'main/domain/scan/reading.ts': ['SAME_SCAN_MS'],
      'main/shell/electron/sheetFolder.ts': ['SHEET_DAYS'],
      'native/card/library/returnCode.ts': ['RETURN_CODES'],
      'native/idcard/samFrame.ts': ['LONGEST_FRAME'],
      'native/scanner/scanFrame.ts': ['LONGEST_CODE_BYTES', 'UNREADABLE_CODE'],
      'native/transport/virtualCable.ts': ['BITS_PER_BYTE_8N2'],
      'renderer/app/drafts.ts': ['DRAFT_DELAY_MS'],
      'renderer/app/wedge.ts': ['SCANNER_PACES', 'KEY_GAP_MS', 'CODE_END_MS', 'LATE_SUFFIX_MS', 'LONGEST_CODE'],
    },
  },
  {
    why: 'A pure part with more cases than can be reached, or told apart, through what uses it.',
    names: {
      'main/catalogue/load.ts': ['readItem', 'readFragments'],
      'main/central/maps/transactionMap.ts': ['written'],
      'main/central/messageId.ts': ['makeMessageId'],
      'main/core/errorLog.ts': ['describeError'],
      'main/domain/calendar/workingDays.ts': ['countsFrom'],
      'main/domain/case/numbers.ts': ['takenSlipNumber', 'takenCaseNumber'],
      'main/domain/case/process.ts': ['allowed'],
      'main/domain/catalogue/materialList.ts': ['checkTick'],
      'main/domain/slip/slipText.ts': ['spanColumns'],
      'main/services/devices/groups.ts': ['groupCardReaders', 'groupScanners'],
      'main/shell/electron/guards.ts': ['isOwnText'],
      'main/shell/shared/arguments.ts': ['defaultHome'],
      'native/card/library/returnCode.ts': ['explainCode'],
      'native/emulator/cardEmulator.ts': ['splitName'],
      'renderer/app/connection.ts': ['redialDelayMs'],
      'renderer/app/useLiveAnnouncements.ts': ['changesInWords'],
      'renderer/app/useMovePrint.ts': ['printersFor'],
      'renderer/app/wedge.ts': ['characterOf'],
      'renderer/ui/hotkeys.ts': ['hotkeyOf'],
      'scripts/bootstrap.mjs': ['findChromium'],
      'scripts/thirdParty.mjs': ['packageFolder', 'installedPackages', 'licenceOf', 'thirdPartyText'],
    },
  },
  {
    why: 'The other side of something: what a test says, or reads back, in the place of a window, a page, a device or a person.',
    names: {
      'main/contract/liveState.ts': ['wholeStates'],
      'main/domain/slip/slipText.ts': ['slipText'],
      'main/store/projections/outbox.ts': ['storedMessage'],
      'main/shell/browser/mutualProof.ts': ['proofOf'],
      'main/shell/browser/session.ts': ['sealSession'],
      'native/card/serialFrame.ts': ['lrc'],
      'native/trace/traceText.ts': ['parseTrace'],
    },
  },
  {
    why: 'A rule of the hall that stands before its screen: the examples hold it to its sentence.',
    names: {
      'main/domain/catalogue/limit.ts': ['cutLimit'],
      'main/domain/list/compare.ts': ['compareList'],
      'main/domain/list/followUp.ts': ['followUp'],
      'main/domain/report/cards.ts': ['cardReport'],
      'main/domain/report/coverage.ts': ['coverageOf'],
      'main/domain/report/instantShare.ts': ['instantShare'],
    },
  },
  {
    why: 'What the product decides by its surroundings, or takes one at a time: a test brings its own, or all at once.',
    names: {
      'main/core/sm3.ts': ['sm3InJavaScript'],
      'main/domain/case/replay.ts': ['replay'],
      'main/domain/scan/patterns.ts': ['defaultCodePatterns'],
      'main/ops/cli.ts': ['main'],
      'native/card/pcsc/library.ts': ['pcscStructures'],
      'native/transport/serialPorts.ts': ['listLinuxPorts'],
    },
  },
];

/** Every seam as `file: name`. */
export const seams = new Set(
  REASONS.flatMap(({ names }) =>
    Object.entries(names).flatMap(([file, list]) => list.map((name) => `${file}: ${name}`)),
  ),
);
