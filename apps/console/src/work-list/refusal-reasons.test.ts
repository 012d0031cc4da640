import { expect, test } from 'vitest'
import { explain } from './refusal-reasons.ts'

test.each([
  ['购方纳税人识别号与名称不匹配，请核实后重新提交', 'fail.buyer', 'buyer.name'],
  ['购买方统一社会信用代码有误', 'fail.taxpayer-id', 'buyer.taxpayerId'],
  ['购方名称含有非法字符', 'fail.name', 'buyer.name'],
  ['推送邮箱格式不正确', 'fail.email', 'email'],
  ['商品编码 3070401000000000000 已停用', 'fail.item', undefined],
  ['可用授信额度不足', 'fail.quota', undefined],
  ['系统繁忙', 'fail.other', undefined],
])('“%s” is explained as %s', (reason, words, field) => {
  const explanation = explain(reason)
  expect([explanation.words, explanation.fields[0]]).toEqual([words, field])
})
