import type { Organization } from '@mashang/contract'
import { expect, test } from 'vitest'
import { heirsOf, lacksSeller, ownsSeller, treeOf } from './tree.ts'

const seller = { name: '蓝湖', taxpayerId: '91990000MA0AAAA1XB', address: '', phone: '', drawer: '林晓' }
const own = (code: string) => ({ seller, sellerFrom: { code, name: code } })

function organization(code: string, parentId: string | undefined, more: Partial<Organization> = {}): Organization {
  return { id: code, code, name: code, kind: 'store', qrCodes: [], ...(parentId ? { parentId } : {}), ...more }
}

const rows = [
  organization('LH', undefined, { kind: 'company' }),
  organization('SZ', 'LH', own('SZ')),
  organization('GZ', 'LH', own('GZ')),
  organization('SZ-001', 'SZ', own('SZ')),
  organization('SZ-002', 'SZ', own('SZ-002')),
]

test('children follow their parent, with the way down to them', () => {
  const tree = treeOf(rows)
  expect(tree.map((node) => node.organization.code)).toEqual(['LH', 'SZ', 'SZ-001', 'SZ-002', 'GZ'])
  expect(tree[2]?.path.map((step) => step.code)).toEqual(['LH', 'SZ'])
  expect(tree.map((node) => node.hasChildren)).toEqual([true, true, false, false, false])
})

test('a staff member who may not see the parent sees the store as a root', () => {
  expect(treeOf([organization('SZ-001', 'unseen')])[0]?.depth).toBe(0)
})

test('a profile reaches those who inherit it, not those with their own', () => {
  expect(heirsOf('SZ', rows).map((heir) => heir.code)).toEqual(['SZ-001'])
})

test('inherited is not owned', () => {
  expect(rows.map(ownsSeller)).toEqual([false, true, true, false, true])
})

test('a store without a profile lacks it; the group above it need not have one', () => {
  expect(lacksSeller(organization('SZ-003', 'LH'))).toBe(true)
  expect(rows.filter(lacksSeller)).toEqual([])
})
