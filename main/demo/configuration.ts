import { DEMO_CENTRAL_KEYS } from './central/standIn.ts';

/** The hall of the demonstration: a county that does not exist. `endpoint` is where the stand-in listens. */
export function demoConfiguration(endpoint: string) {
  return {
    hall: {
      organ: '示范县医疗保障局',
      name: '示范县政务服务中心医保服务大厅',
      address: '示范县中心街 1 号政务服务中心一楼',
      region: '990000',
      window: '03',
      phone: '0000-6000001',
      supervisionPhone: '0000-6000002',
      openingHours: '工作日 9:00–12:00，13:30–17:00',
      closesAt: '17:00',
      training: true,
    },
    central: {
      endpoint,
      institutionCode: 'C99000000001',
      institutionName: '示范县医疗保障事务中心',
      ...DEMO_CENTRAL_KEYS,
    },
  };
}

/** Accounts offered on the sign-in screen of the demonstration, and nowhere else. */
export const demoAccounts = [
  { number: '1001', name: '王小敏', role: 'teller', password: 'demo-1001' },
  { number: '1002', name: '赵宁', role: 'teller', password: 'demo-1002' },
  { number: '5001', name: '沈岩', role: 'reviewer', password: 'demo-5001' },
  { number: '5002', name: '钱慧', role: 'reviewer', password: 'demo-5002' },
  { number: '3001', name: '孙立', role: 'branch-leader', password: 'demo-3001' },
  { number: '4001', name: '周正', role: 'bureau-head', password: 'demo-4001' },
  { number: '6001', name: '何青', role: 'office', password: 'demo-6001' },
  { number: '6101', name: '马骏', role: 'duty-leader', password: 'demo-6101' },
  { number: '8001', name: '田野', role: 'business-section', password: 'demo-8001' },
  { number: '9001', name: '陈工', role: 'technician', password: 'demo-9001' },
] as const;

/** Who stands in for whom in the demonstration (AB 岗). */
export const demoStandIns = [
  { number: '1001', role: 'teller', standIn: '1002' },
  { number: '5001', role: 'reviewer', standIn: '5002' },
] as const;
