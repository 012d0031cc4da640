import { reversalReasons } from '@mashang/invoice'
import { expect, test } from 'vitest'
import { redReasons } from './reversal-reason.ts'

test('Nuonuo numbers the reasons of reversals otherwise than the bureau', () => {
  const reasons = Object.keys(reversalReasons) as (keyof typeof reversalReasons)[]
  expect(
    reasons.map((reason) => [reversalReasons[reason].zh, reversalReasons[reason].code, redReasons[reason]]),
  ).toEqual([
    ['开票有误', '01', '2'],
    ['销货退回', '02', '1'],
    ['服务中止', '03', '3'],
    ['销售折让', '04', '4'],
  ])
})
