/** A sentence whose first number stands out: 约 20 秒. */
export function Figures({ text }: { text: string }) {
  const [, before = '', number = '', after = ''] = /^(\D*)(\d+)?(.*)$/.exec(text) ?? []
  return (
    <>
      {before}
      {number && <b>{number}</b>}
      {after}
    </>
  )
}
