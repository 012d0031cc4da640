import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations.ts'
import { testDatabase } from './testing.ts'

const tenant = '00000000-0000-7000-8000-000000000001'
const line = { name: '拿铁', taxCode: '3070401000000000000', rate: 600, gross: 3_200, net: 3_019, tax: 181 }
const bread = { name: '可颂', taxCode: '1030201020000000000', rate: 150, gross: 1_600, net: 1_576, tax: 24 }

const rows = `
  insert into tenant (id, key, name, brand) values ('${tenant}', '00000', '蓝湖', '蓝湖');
  insert into seller (tenant_id, id, name, taxpayer_id, address, phone, drawer)
    values ('${tenant}', '${tenant}', '蓝湖', '91990000MA0AAAA1XB', '深圳', '0755', '林晓');
  insert into organization (tenant_id, id, path, code, name, kind)
    values ('${tenant}', '${tenant}', array['${tenant}'::uuid], 'LH', '蓝湖', 'company');
  insert into item (tenant_id, id, code, name, tax_code, rate)
    select '${tenant}', gen_random_uuid(), rate, rate, '3070401000000000000', rate from unnest(array[1, 150, 600, 1300]) rate;
  insert into "order" (tenant_id, id, organization_id, number, paid_at, gross_fen, lines, receipt_code, source)
    values ('${tenant}', '${tenant}', '${tenant}', 'A1', now(), 4800, '${JSON.stringify([line, bread])}',
      '0123456789abcdef', 'api');
  insert into application (tenant_id, id, status, request_number, organization_id, seller_id, seller, buyer, lines,
      email_sealed, email_hash, language, device_hash, submission_key, submitted_at)
    select '${tenant}', id, 'submitted', number, '${tenant}', '${tenant}', '{}', '{"name": "王"}', lines::jsonb,
      '', '', 'zh', '', id, now()
    from (values ('${tenant}'::uuid, '00000000000000000001', '${JSON.stringify([bread])}'),
      (gen_random_uuid(), '00000000000000000002', '[]')) as a (id, number, lines);`

const invoices = `
  insert into invoice (tenant_id, id, application_id, number, issued_at, gross_fen, net_fen, tax_fen)
    select tenant_id, id, id, case request_number when '00000000000000000001' then '9999' else '2644' end
      || substr(request_number, 5), now(), 1600, 1576, 24 from application`

test('items, orders and applications from before say how they are taxed, and invoices whether they are tests', async () => {
  const before = await mkdtemp(join(tmpdir(), 'before-taxations-'))
  const files = (await readdir(MIGRATIONS)).filter((file) => file < '0008')
  for (const file of files) await copyFile(join(MIGRATIONS, file), join(before, file))
  const { db, url, drop } = await testDatabase(before)
  try {
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(rows)
    await client.query(invoices)
    await client.end()
    await migrate(url)

    const items = await db.selectFrom('item').select(['code', 'taxation']).orderBy('code').execute()
    expect(items.map(({ code, taxation }) => [code, taxation])).toEqual([
      ['1', '0.01%'],
      ['1300', '13%'],
      ['150', '1.5%'],
      ['600', '6%'],
    ])
    const { rate: _, ...lineNow } = { ...line, taxation: { kind: 'taxed', rate: 600 } }
    const { rate: __, ...breadNow } = { ...bread, taxation: { kind: 'taxed', rate: 150 } }
    expect(await db.selectFrom('order').select('lines').execute()).toEqual([{ lines: [lineNow, breadNow] }])
    const applications = await db.selectFrom('application').select('lines').orderBy('request_number').execute()
    expect(applications).toEqual([{ lines: [breadNow] }, { lines: [] }])
    // What the simulated bureau issued is known by its number; from now on every invoice says it.
    expect(await db.selectFrom('invoice').select(['number', 'test']).orderBy('number').execute()).toEqual([
      { number: '26440000000000000002', test: false },
      { number: '99990000000000000001', test: true },
    ])
    const insert = db.insertInto('item')
    const item = { tenant_id: tenant, id: tenant, code: 'X', name: 'X', tax_code: '3070401000000000000' }
    await expect(insert.values({ ...item, taxation: '0%%' }).execute()).rejects.toThrow('item_taxation_check')
  } finally {
    await drop()
    await rm(before, { recursive: true })
  }
})
