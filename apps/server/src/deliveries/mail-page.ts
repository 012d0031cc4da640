/** Tables and plain colours, because mail readers know little else; those that know dark mode are told about it. */
export function mailPage(cards: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<style>
body{margin:0;padding:16px;background:#f6f7f9;color:#14171c;font:16px/1.5 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif}
.column{max-width:520px;margin:0 auto}
.card{background:#fff;border:1px solid #e6e8ec;border-radius:12px;margin:0 0 12px}.card>tbody>tr>td{padding:20px}
.shop{margin:0 0 20px;font-size:17px;font-weight:600}.ready{margin:0;font-size:17px}
.amount{margin:0 0 16px;font-size:34px;line-height:42px;font-weight:600;font-variant-numeric:tabular-nums}.yen{font-size:22px;margin-right:4px}
.warning{margin:0 0 16px;padding:10px 12px;border-radius:8px;background:#fdf1dc;color:#7a4b00}.returned{margin:0 0 16px;font-size:22px;line-height:30px;font-weight:600}
.facts{border-collapse:collapse}.facts td{border-top:1px solid #e6e8ec;padding:10px 0;vertical-align:top}
.name{width:84px;color:#565d68}.value{word-break:break-word}
.open{display:block;margin:20px 0 12px;padding:14px;border-radius:12px;background:#0a6cff;color:#fff;text-align:center;text-decoration:none;font-weight:600}
.quiet,.foot{margin:0;color:#565d68;font-size:13px}.foot{padding:0 20px 24px}
@media (prefers-color-scheme:dark){body{background:#0e1013;color:#f1f3f6}.card{background:#191c21;border-color:#2a2f37}.facts td{border-color:#2a2f37}.name,.quiet,.foot{color:#a8b0bc}.open{background:#1f6df0}.warning{background:#3a2c10;color:#ffd591}}
</style></head><body><div class="column">${cards}</div></body></html>`
}
